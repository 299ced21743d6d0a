package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test over HTTP, with the shipped configuration. All tests share one server; each has its own users. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class CatalogTest {

    static final FakeKeycloak KEYCLOAK = new FakeKeycloak();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    final String alice = "alice-" + UUID.randomUUID();
    final String bob = "bob-" + UUID.randomUUID();

    @DynamicPropertySource
    static void keycloak(DynamicPropertyRegistry properties) {
        String prefix = "spring.security.oauth2.resourceserver.opaquetoken.";
        properties.add(prefix + "introspection-uri", KEYCLOAK::introspectionUri);
        properties.add(prefix + "client-secret", () -> FakeKeycloak.CLIENT_SECRET);
    }

    Answer get(String path, String bearer) {
        return send("GET", path, bearer);
    }

    Answer install(String library, String bearer) {
        return send("PUT", "/v1/catalog/libraries/" + library, bearer);
    }

    Answer send(String method, String path, String bearer, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asserts problem details (RFC 9457) without a path.
     *
     * @param code null for a problem of Spring's own
     */
    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        List<String> members = new ArrayList<>(List.of("title", "status", "detail"));
        if (code != null) {
            members.add("code");
            assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
        }
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrderElementsOf(members);
        assertThat(answer.json().get("detail").stringValue()).endsWith(".");
    }
}
