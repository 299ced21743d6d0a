package io.mycli.cli.http;

import java.net.URI;
import java.util.Map;
import java.util.StringJoiner;

/** A request. Its text form has neither body nor bearer. */
public record Request(String method, URI uri, String bearer, String contentType, String body) {

    public static Request get(URI uri, String bearer) {
        return new Request("GET", uri, bearer, null, null);
    }

    public static Request delete(URI uri, String bearer) {
        return new Request("DELETE", uri, bearer, null, null);
    }

    public static Request put(URI uri, String bearer) {
        return new Request("PUT", uri, bearer, null, "");
    }

    public static Request json(URI uri, String bearer, String body) {
        return new Request("POST", uri, bearer, "application/json", body);
    }

    public static Request patch(URI uri, String bearer, String body) {
        return new Request("PATCH", uri, bearer, "application/json", body);
    }

    /** Returns a request with a form, for the endpoints of OAuth. */
    public static Request form(URI uri, Map<String, String> parameters) {
        StringJoiner body = new StringJoiner("&");
        parameters.forEach((name, value) -> body.add(ServerUrl.encoded(name) + "=" + ServerUrl.encoded(value)));
        return new Request("POST", uri, null, "application/x-www-form-urlencoded", body.toString());
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
