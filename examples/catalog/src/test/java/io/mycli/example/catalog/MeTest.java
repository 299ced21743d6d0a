package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeTest extends CatalogTest {

    private static final String END = "2027-02-23T10:11:12Z";
    private static final Map<String, Object> SCOPED = Map.of(
            "token_profile", "team-a", "token_expires_at", Instant.parse(END).getEpochSecond());

    @Test
    void isPersonWithJwt() {
        assertThat(get("/v1/me", KEYCLOAK.jwt(alice)).body())
                .isEqualTo(
                        "{\"subject\":\"%s\",\"username\":\"user-%s\",\"credential\":\"jwt\",".formatted(alice, alice)
                                + "\"tokenName\":null,\"tokenProfile\":null,\"tokenExpiresAt\":null}");
    }

    @Test
    void isPersonWithApiToken() {
        assertThat(get("/v1/me", KEYCLOAK.apiToken(alice, SCOPED)).body())
                .isEqualTo("{\"subject\":\"%s\",\"username\":\"user-%s\",\"credential\":\"api-token\","
                                .formatted(alice, alice)
                        + "\"tokenName\":\"ci-deploy\",\"tokenProfile\":\"team-a\",\"tokenExpiresAt\":\"" + END
                        + "\"}");
    }

    @Test
    void isApiTokenWithoutEnd() {
        Answer answer = get("/v1/me", KEYCLOAK.apiToken(alice, Map.of()));
        assertThat(answer.json().get("credential").textValue()).isEqualTo("api-token");
        assertThat(answer.json().get("tokenExpiresAt").isNull()).isTrue();
    }

    @Test
    void refusesTokenThatDoesNotSayWhoseItIs() {
        assertProblem(get("/v1/me", KEYCLOAK.token("jwt-", Map.of("username", "alice"))), 403, "NO_SUBJECT");
    }

    @Nested
    class HeaderOfTheEnd {

        @Test
        void isInAnswersToApiToken() {
            Answer answer = get("/v1/catalog", KEYCLOAK.apiToken(alice, SCOPED));
            assertThat(answer.header("API-Token-Expires-At")).isEqualTo(END);
        }

        @Test
        void isInRefusalsToo() {
            String token = KEYCLOAK.apiToken(alice, SCOPED);
            assertThat(get("/v1/scripts/unknown", token).header("API-Token-Expires-At"))
                    .isEqualTo(END);
            assertThat(get("/unknown", token).header("API-Token-Expires-At")).isEqualTo(END);
            assertThat(send("POST", "/v1/me", token).header("API-Token-Expires-At"))
                    .isEqualTo(END);
        }

        @Test
        void isAbsentWithoutEnd() {
            Answer answer = get("/v1/catalog", KEYCLOAK.apiToken(alice, Map.of()));
            assertThat(answer.header("API-Token-Expires-At")).isNull();
        }

        @Test
        void isAbsentForJwt() {
            assertThat(get("/v1/catalog", KEYCLOAK.jwt(alice)).header("API-Token-Expires-At"))
                    .isNull();
        }
    }
}
