package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that Spring Security or Spring MVC rejects, and answers without Keycloak. */
@ExtendWith(OutputCaptureExtension.class)
class RejectionTest extends CatalogTest {

    @Test
    void healthNeedsNoBearer() {
        Answer answer = get("/health", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"status":"UP"}""");
    }

    @Test
    void missingBearerIsUnauthorized() {
        Answer answer = get("/v1/catalog", null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(install("kubernetes", null).status()).isEqualTo(401);
    }

    @Test
    void unknownTokenIsUnauthorized() {
        Answer answer = get("/v1/catalog", "myc_unknown");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").contains("error=\"invalid_token\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void onlyBearerHeaderAuthenticates() {
        assertThat(send("GET", "/v1/catalog", null, "Authorization", "Basic YTpi")
                        .status())
                .isEqualTo(401);
        assertThat(get("/v1/catalog?access_token=" + KEYCLOAK.jwt(alice), null).status())
                .isEqualTo(401);
    }

    @Test
    void noResponseCreatesSession() {
        assertThat(get("/v1/catalog", KEYCLOAK.jwt(alice)).header("Set-Cookie")).isNull();
        assertThat(get("/v1/catalog", null).header("Set-Cookie")).isNull();
    }

    @Test
    void unknownPathIsNotFound() {
        Answer answer = get("/v1/unknown", KEYCLOAK.jwt(alice));
        assertProblem(answer, 404, null);
        assertThat(answer.json().get("detail").stringValue())
                .isEqualTo("This path does not exist. All calls begin with /v1.");
    }

    @Test
    void wrongMethodNamesAllowedOnes() {
        Answer answer = send("POST", "/v1/catalog", KEYCLOAK.jwt(alice));
        assertProblem(answer, 405, null);
        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void wrongFormatIsProblemInJson() {
        assertProblem(send("GET", "/v1/catalog", KEYCLOAK.jwt(alice), "Accept", "image/png"), 406, null);
    }

    @Test
    void firewallAnswersInDefaultForm() {
        Answer answer = get("/v1/catalog;a=b", KEYCLOAK.jwt(alice));
        assertDefaultError(answer, 400, "Bad Request");
    }

    @Test
    void pathsAreNeitherLoggedNorRepeated(CapturedOutput output) {
        String token = KEYCLOAK.jwt(alice);
        assertThat(get("/" + token, token).body()).contains("404").doesNotContain(token);
        assertThat(get("/v1/scripts/" + token, token).body()).contains("404").doesNotContain(token);
        assertThat(get("/v1/catalog;" + token, token).body()).contains("400").doesNotContain(token);
        assertThat(send("DELETE", "/v1/scripts/" + token, token).body())
                .contains("405")
                .doesNotContain(token);
        assertThat(install("a%2Fb" + token, token).body()).contains("400").doesNotContain(token);
        assertThat(output).doesNotContain(token);
    }

    @Nested
    class WithoutIntrospection {

        @Test
        void stoppedKeycloakIsUnavailable(CapturedOutput output) {
            String jwt = KEYCLOAK.jwt(alice);
            KEYCLOAK.stop();
            try {
                assertUnavailable(get("/v1/catalog", jwt));
                assertThat(get("/health", null).status()).isEqualTo(200);
            } finally {
                KEYCLOAK.start();
            }
            assertThat(output).contains("java.net.ConnectException").doesNotContain(jwt, "\tat ");
            assertThat(get("/v1/catalog", jwt).status()).isEqualTo(200);
        }

        @Test
        void invalidResponseIsUnavailable(CapturedOutput output) {
            String token = KEYCLOAK.answered("myc_", "<html>".getBytes(UTF_8));
            assertUnavailable(get("/v1/catalog", token));
            assertThat(output).contains("StreamReadException").doesNotContain(token, "<html>");
        }

        @Test
        void wrongClientSecretIsUnavailable(CapturedOutput output) {
            String jwt = KEYCLOAK.jwt(alice);
            KEYCLOAK.changeClientSecret("another");
            try {
                assertUnavailable(get("/v1/catalog", jwt));
            } finally {
                KEYCLOAK.changeClientSecret(FakeKeycloak.CLIENT_SECRET);
            }
            assertThat(output).contains("Unauthorized").doesNotContain(jwt, FakeKeycloak.CLIENT_SECRET);
        }

        private void assertUnavailable(Answer answer) {
            assertDefaultError(answer, 503, "Service Unavailable");
            assertThat(answer.header("WWW-Authenticate")).isNull();
        }
    }

    private static void assertDefaultError(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("timestamp", "status", "error");
        assertThat(answer.json().get("error").stringValue()).isEqualTo(error);
    }
}
