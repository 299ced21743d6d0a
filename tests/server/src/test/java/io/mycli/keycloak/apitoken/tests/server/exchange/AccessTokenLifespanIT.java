package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The setting <em>Access Token Lifespan</em> of the token client: a realm has 300 seconds by default. */
@ContractTest
class AccessTokenLifespanIT {

    private static final int LIFESPAN = 60;
    private static final int DEFAULT = 300;

    @BeforeEach
    void setLifespan(TestRealm realm) {
        setLifespan(realm, String.valueOf(LIFESPAN));
    }

    @Test
    void boundsIntrospection(TestRealm realm) {
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "api-tokens.accepted",
                                "true",
                                "client.introspection.response.allow.jwt.claim.enabled",
                                "true")));
        TestRealm.Token token = realm.createToken();
        long now = now();

        Response answer = realm.introspection("catalog-server", token.secret())
                .header("Accept", "application/jwt")
                .post(realm.introspectionEndpoint());

        long exp = answer.jsonPath().getLong("exp");
        assertEndsAfter(LIFESPAN, now, exp);
        assertThat(Jwt.payload(answer.path("jwt")).getLong("exp")).isEqualTo(exp);
    }

    @Test
    void boundsJwtOfExchange(TestRealm realm) {
        realm.enableExchange("catalog-server");
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();
        long now = now();

        Response answer = realm.exchange("catalog-server", token.secret());

        assertEndsAfter(LIFESPAN, now, answer);
    }

    @Test
    void boundsJwtOfDirectGrant(TestRealm realm) {
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");
        TestRealm.Token token = realm.createToken();
        long now = now();

        Response answer = PasswordGrants.grant(realm, "alice", token.secret());

        assertEndsAfter(LIFESPAN, now, answer);
    }

    @Test
    void mayBeLongerThanThatOfTheRealm(TestRealm realm) {
        setLifespan(realm, "900");
        TestRealm.Token token = realm.createToken();
        long now = now();

        assertEndsAfter(900, now, realm.introspect(token.secret()).jsonPath().getLong("exp"));
    }

    @Test
    void ofTheSessionIsTheDefault(TestRealm realm) {
        setLifespan(realm, "-1");
        TestRealm.Token token = realm.createToken();
        long now = now();

        assertEndsAfter(
                DEFAULT, now, realm.introspect(token.secret()).jsonPath().getLong("exp"));
    }

    /** Of a node whose clock is ahead, or before the clock was set back. */
    @Test
    void countsFromNowIfTheTokenIsOfTheFuture(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", -3600);
        long now = now();

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertEndsAfter(LIFESPAN, now, answer.jsonPath().getLong("exp"));
        assertThat(answer.jsonPath().getLong("iat")).isBetween(now, now + 20);
    }

    /** Keycloak gives no token to a client whose lifespan it cannot read. */
    @Test
    void thatIsNoNumberIsAnError(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        setLifespan(realm, "soon");

        Response answer = realm.introspect(token.secret());

        assertThat(answer.statusCode()).isBetween(400, 599);
        assertThat(answer.<Object>path("active")).isNull();
    }

    private static void setLifespan(TestRealm realm, String seconds) {
        realm.updateClient("api-tokens", Map.of("attributes", Map.of("access.token.lifespan", seconds)));
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static void assertEndsAfter(int lifespan, long now, Response tokens) {
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        assertEndsAfter(lifespan, now, Jwt.payload(tokens.path("access_token")).getLong("exp"));
    }

    private static void assertEndsAfter(int lifespan, long now, long exp) {
        assertThat(exp).isBetween(now + lifespan - 1, now + lifespan + 20);
    }
}
