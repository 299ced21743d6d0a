package io.mycli.keycloak.apitoken.tests.server.endpoints;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Requests with a token, each of which knows when it was rejected. */
final class Probes {

    /**
     * One request.
     *
     * @param kind of the endpoint, as in {@code keycloak-endpoints.tsv}, {@code admin}, {@code ours} or the id of a grant
     * @param isRejected what the answer to a token is that opens nothing
     * @param isControlled whether the login of an administrator opens it
     */
    record Probe(
            String kind,
            String name,
            BiFunction<TestRealm, String, Response> request,
            Predicate<Response> isRejected,
            boolean isControlled) {

        Response send(TestRealm realm, String token) {
            return request.apply(realm, token);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Probe> all = new ArrayList<>();

    List<Probe> all() {
        return List.copyOf(all);
    }

    static boolean isUnauthorized(Response response) {
        return response.statusCode() == 401;
    }

    /** Or unauthorized. */
    static boolean isForbidden(Response response) {
        return response.statusCode() == 401 || response.statusCode() == 403;
    }

    static boolean isInvalid(Response response) {
        return response.statusCode() == 400 || response.statusCode() == 401;
    }

    void get(String kind, String path) {
        add(
                kind,
                "GET " + path,
                (realm, token) -> request(token).get(path.replace("{realm}", realm.name())),
                Probes::isUnauthorized,
                true);
    }

    void scheme(String kind, String scheme, String path) {
        add(
                kind,
                scheme + " " + path,
                (realm, token) -> Http.request()
                        .accept(ContentType.JSON)
                        .header("Authorization", scheme + " " + token)
                        .header("DPoP", token)
                        .get(path.replace("{realm}", realm.name())),
                Probes::isInvalid,
                false);
    }

    void json(String kind, String method, String path, Object body, boolean isControlled) {
        json(kind, method, path, body, Probes::isUnauthorized, isControlled);
    }

    void json(
            String kind,
            String method,
            String path,
            Object body,
            Predicate<Response> isRejected,
            boolean isControlled) {
        add(
                kind,
                method + " " + path,
                (realm, token) -> {
                    RequestSpecification request = request(token).contentType(ContentType.JSON);
                    return (body == null ? request : request.body(body))
                            .request(method, path.replace("{realm}", realm.name()));
                },
                isRejected,
                isControlled);
    }

    void add(
            String kind,
            String name,
            BiFunction<TestRealm, String, Response> request,
            Predicate<Response> isRejected,
            boolean isControlled) {
        all.add(new Probe(kind, name, request, isRejected, isControlled));
    }

    static RequestSpecification request(String token) {
        return Http.withBearer(token).accept(ContentType.JSON);
    }

    static RequestSpecification asClient(String client) {
        return Http.request().auth().preemptive().basic(client, TestRealm.SERVER_SECRET);
    }

    static String oidc(TestRealm realm, String path) {
        return "/realms/" + realm.name() + "/protocol/openid-connect/" + path;
    }
}
