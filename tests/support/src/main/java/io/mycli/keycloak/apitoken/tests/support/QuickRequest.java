package io.mycli.keycloak.apitoken.tests.support;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A request that most tests send, without REST-assured, which computes longer for one than the server. The answer is
 * REST-assured's, and is checked as that of any other request.
 */
final class QuickRequest {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final String uri;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

    private QuickRequest(String uri) {
        this.uri = uri;
        request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofMinutes(2));
    }

    static QuickRequest to(String path) {
        return to(KeycloakServer.get(), path);
    }

    static QuickRequest to(KeycloakServer node, String path) {
        return new QuickRequest(node.baseUrl() + path);
    }

    QuickRequest bearer(String token) {
        request.header("Authorization", "Bearer " + token);
        return this;
    }

    QuickRequest basic(String client, String secret) {
        byte[] credentials = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        return this;
    }

    QuickRequest json(String json) {
        return body("application/json", json);
    }

    /** Parameters by name and value, one after another. */
    QuickRequest form(String... parameters) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
        }
        return body("application/x-www-form-urlencoded", String.join("&", pairs));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private QuickRequest body(String type, String text) {
        request.header("Content-Type", type);
        body = HttpRequest.BodyPublishers.ofString(text);
        return this;
    }

    Response get() {
        return send("GET");
    }

    Response post() {
        return send("POST");
    }

    Response send(String method) {
        return checked(method, exchange(method));
    }

    /** Sends it, without a look at the answer. */
    Response exchange(String method) {
        HttpRequest sent = request.method(method, body).build();
        try {
            return response(CLIENT.send(sent, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Response checked(String method, Response response) {
        Http.check(method, uri, response);
        return response;
    }

    private static Response response(HttpResponse<byte[]> received) {
        List<Header> headers = new ArrayList<>();
        received.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        ResponseBuilder response = new ResponseBuilder()
                .setStatusCode(received.statusCode())
                .setHeaders(new Headers(headers))
                .setBody(received.body());
        received.headers().firstValue("Content-Type").ifPresent(response::setContentType);
        return response.build();
    }
}
