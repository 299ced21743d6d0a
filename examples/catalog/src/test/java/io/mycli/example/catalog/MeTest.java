package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeTest extends CatalogTest {

    private static final String EXPIRY = "2027-02-23T10:11:12Z";
    private static final Map<String, Object> SCOPED = Map.of(
            "token_profile", "team-a", "token_expires_at", Instant.parse(EXPIRY).getEpochSecond());

    @Test
    void userWithJwt() {
        assertThat(get("/v1/me", KEYCLOAK.jwt(alice)).body())
                .isEqualTo(
                        "{\"subject\":\"%s\",\"username\":\"user-%s\",\"credential\":\"jwt\",".formatted(alice, alice)
                                + "\"tokenName\":null,\"tokenProfile\":null,\"tokenExpiresAt\":null}");
    }

    @Test
    void userWithApiToken() {
        assertThat(get("/v1/me", KEYCLOAK.apiToken(alice, SCOPED)).body())
                .isEqualTo("{\"subject\":\"%s\",\"username\":\"user-%s\",\"credential\":\"api-token\","
                                .formatted(alice, alice)
                        + "\"tokenName\":\"ci-deploy\",\"tokenProfile\":\"team-a\",\"tokenExpiresAt\":\"" + EXPIRY
                        + "\"}");
    }

    @Test
    void apiTokenWithoutExpiry() {
        Answer answer = get("/v1/me", KEYCLOAK.apiToken(alice, Map.of()));
        assertThat(answer.json().get("credential").stringValue()).isEqualTo("api-token");
        assertThat(answer.json().get("tokenExpiresAt").isNull()).isTrue();
    }

    @Test
    void tokenWithoutSubjectIsForbidden() {
        assertProblem(get("/v1/me", KEYCLOAK.token("jwt-", Map.of("username", "alice"))), 403, "NO_SUBJECT");
    }

    @Nested
    class ExpiryHeaderIs {

        @Test
        void sentToApiToken() {
            Answer answer = get("/v1/catalog", KEYCLOAK.apiToken(alice, SCOPED));
            assertThat(answer.header("API-Token-Expires-At")).isEqualTo(EXPIRY);
        }

        @Test
        void sentWithErrorsToo() {
            String token = KEYCLOAK.apiToken(alice, SCOPED);
            assertThat(get("/v1/scripts/unknown", token).header("API-Token-Expires-At"))
                    .isEqualTo(EXPIRY);
            assertThat(get("/unknown", token).header("API-Token-Expires-At")).isEqualTo(EXPIRY);
            assertThat(send("POST", "/v1/me", token).header("API-Token-Expires-At"))
                    .isEqualTo(EXPIRY);
        }

        @Test
        void absentWithoutExpiry() {
            Answer answer = get("/v1/catalog", KEYCLOAK.apiToken(alice, Map.of()));
            assertThat(answer.header("API-Token-Expires-At")).isNull();
        }

        @Test
        void absentForJwt() {
            assertThat(get("/v1/catalog", KEYCLOAK.jwt(alice)).header("API-Token-Expires-At"))
                    .isNull();
        }
    }
}
