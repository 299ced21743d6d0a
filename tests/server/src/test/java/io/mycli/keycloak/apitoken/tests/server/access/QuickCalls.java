package io.mycli.keycloak.apitoken.tests.server.access;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests of {@link AccessPropertyIT}, which needs a hundred thousand: REST-assured takes longer than the server. */
final class QuickCalls {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String realm;

    QuickCalls(TestRealm realm) {
        this.realm = KeycloakServer.get().baseUrl() + "/realms/" + realm.name();
    }

    /**
     * An answer.
     *
     * @param body a JSON object
     */
    record Answer(int status, Map<String, Object> body) {

        String text(String member) {
            return (String) body.get(member);
        }
    }

    Answer create(String jwt, Map<String, Object> token) {
        Answer created = send(request("/api-tokens")
                .header("Authorization", "Bearer " + jwt)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Claims.json(token))));
        if (created.status() == 201) {
            Secrets.issued(created.text("token"));
        }
        return created;
    }

    Map<String, Object> introspect(String server, String token) {
        return post("/protocol/openid-connect/token/introspect", server, Map.of("token", token))
                .body();
    }

    Answer exchange(String server, String token) {
        return post(
                "/protocol/openid-connect/token",
                server,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", token,
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
    }

    private Answer post(String path, String server, Map<String, String> form) {
        String credentials = server + ":" + TestRealm.SERVER_SECRET;
        return send(request(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(realm + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                Secrets.requireNone("answer to " + response.uri(), response.body());
            }
            return new Answer(response.statusCode(), Claims.read(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
