package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spring Security, in its stock configuration, takes API tokens beside Keycloak's JWTs. */
@KeycloakTest
class SpringSecurityIT {

    enum Configuration {
        OPAQUE_TOKENS {
            @Override
            SpringResourceServer start(String issuer) {
                return SpringResourceServer.opaqueTokens(issuer, "catalog-server", TestRealm.SERVER_SECRET);
            }
        },
        JWTS_BESIDE_OPAQUE_TOKENS {
            @Override
            SpringResourceServer start(String issuer) {
                return SpringResourceServer.jwtsBesideOpaqueTokens(issuer, "catalog-server", TestRealm.SERVER_SECRET);
            }
        };

        abstract SpringResourceServer start(String issuer);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsApiTokensAndJwtsAndNothingElse(Configuration configuration, TestRealm realm) {
        Mappers.of(realm, "my-cli").audience("catalog-server");
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"profile\":\"team-a\"}");
        TestRealm.Token expired = realm.mint("alice", "{\"name\":\"expired\"}");
        realm.age(expired, "EXPIRES_AT", 1);

        try (SpringResourceServer server = configuration.start(issuer(realm))) {
            Response byToken = me(server, token.secret());
            assertThat(byToken.statusCode()).isEqualTo(200);
            assertThat(byToken.<String>path("claims.username")).isEqualTo("alice");
            assertThat(byToken.<String>path("claims.token_profile")).isEqualTo("team-a");

            Response byJwt = me(server, realm.login("alice"));
            assertThat(byJwt.statusCode()).isEqualTo(200);
            assertThat(byJwt.<String>path("claims.preferred_username")).isEqualTo("alice");

            realm.revoke(token);
            Stream.of(token.secret(), expired.secret(), Secrets.unknown(), "myc_0", "garbage", "a.b.c")
                    .forEach(refused ->
                            assertThat(me(server, refused).statusCode()).isEqualTo(401));
        }
    }

    private static String issuer(TestRealm realm) {
        return KeycloakServer.get().baseUrl() + "/realms/" + realm.name();
    }

    private static Response me(SpringResourceServer server, String bearer) {
        return Http.withBearer(bearer).baseUri(server.url()).get("/me");
    }
}
