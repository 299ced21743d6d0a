package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is refused before any controller, and what is answered when Keycloak does not answer. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTest extends CatalogTest {

    @Test
    void healthNeedsNoBearer() {
        Answer answer = get("/health", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void missingBearerIsAskedFor() {
        Answer answer = get("/v1/catalog", null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void missingBearerIsAskedForToAddLibraries() {
        assertThat(install("kubernetes", null).status()).isEqualTo(401);
    }

    @Test
    void unknownTokenIsRefused() {
        Answer answer = get("/v1/catalog", "myc_unknown");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").contains("error=\"invalid_token\"");
    }

    @Test
    void nothingButBearersIsTaken() {
        assertThat(send("GET", "/v1/catalog", null, "Authorization", "Basic YTpi")
                        .status())
                .isEqualTo(401);
        assertThat(get("/v1/catalog?access_token=" + KEYCLOAK.jwt(alice), null).status())
                .isEqualTo(401);
    }

    @Test
    void noAnswerStartsSession() {
        assertThat(get("/v1/catalog", KEYCLOAK.jwt(alice)).header("Set-Cookie")).isNull();
        assertThat(get("/v1/catalog", null).header("Set-Cookie")).isNull();
    }

    @Test
    void unknownPathIsNotFound() {
        assertError(get("/v1/unknown", KEYCLOAK.jwt(alice)), 404, "NOT_FOUND");
    }

    @Test
    void unknownPathIsNotFoundForBrowsersEither() {
        assertError(send("GET", "/", KEYCLOAK.jwt(alice), "Accept", "text/html"), 404, "NOT_FOUND");
    }

    @Test
    void pathOfErrorsIsNotFound() {
        assertError(get("/error", KEYCLOAK.jwt(alice)), 404, "NOT_FOUND");
    }

    @Test
    void wrongMethodIsRefusedWithTheRightOnes() {
        Answer answer = send("POST", "/v1/catalog", KEYCLOAK.jwt(alice));
        assertError(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void wrongFormatIsRefused() {
        assertError(send("GET", "/v1/catalog", KEYCLOAK.jwt(alice), "Accept", "image/png"), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void pathThatSpringRefusesIsBadRequest() {
        assertError(get("/v1/catalog;a=b", KEYCLOAK.jwt(alice)), 400, "BAD_REQUEST");
    }

    @Test
    void pathThatTomcatRefusesIsBadRequest() {
        assertError(install("a%2Fb", KEYCLOAK.jwt(alice)), 400, "BAD_REQUEST");
    }

    @Test
    void pathsAreNotLogged(CapturedOutput output) {
        String token = KEYCLOAK.jwt(alice);
        get("/" + token, token);
        send("DELETE", "/v1/scripts/" + token, token);
        assertThat(output).doesNotContain(token);
    }

    @Nested
    class WhileKeycloak {

        @Test
        void isDownNobodyIsRefused(CapturedOutput output) {
            String jwt = KEYCLOAK.jwt(alice);
            KEYCLOAK.stop();
            try {
                assertUnavailable(get("/v1/catalog", jwt));
                assertThat(get("/health", null).status()).isEqualTo(200);
            } finally {
                KEYCLOAK.start();
            }
            assertThat(output).contains("java.net.ConnectException").doesNotContain(jwt);
            assertThat(get("/v1/catalog", jwt).status()).isEqualTo(200);
        }

        @Test
        void answersNonsenseNobodyIsRefused(CapturedOutput output) {
            String token = KEYCLOAK.answered("myc_", "<html>".getBytes(UTF_8));
            assertUnavailable(get("/v1/catalog", token));
            assertThat(output).doesNotContain(token);
        }

        @Test
        void refusesThisServerNobodyElseIsRefused(CapturedOutput output) {
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
            assertError(answer, 503, "INTROSPECTION_UNAVAILABLE");
            assertThat(answer.header("WWW-Authenticate")).isNull();
        }
    }
}
