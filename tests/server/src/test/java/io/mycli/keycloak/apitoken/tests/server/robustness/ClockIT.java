package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The server's clock is set back by an hour, as after a virtual machine's pause, with tokens that are from later. */
@KeycloakTest
@Isolated("sets the server's clock")
class ClockIT {

    private static final Duration HOUR = Duration.ofHours(1);

    private TestRealm.Token token;
    private String derived;
    private String jwt;

    @BeforeEach
    void setBack(TestRealm realm) {
        realm.enableExchange("catalog-server");
        token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"1d"}""");
        realm.assertActive(realm.introspect(token.secret()));
        derived = realm.exchange("catalog-server", token.secret()).path("access_token");
        jwt = realm.login("alice");
        clock(realm, HOUR.negated());
    }

    @AfterEach
    void setAhead(TestRealm realm) {
        clock(realm, Duration.ZERO);
        Admin.logout();
    }

    @Test
    void checkSaysNothingOfTheFuture(TestRealm realm) {
        JsonPath answer = active(realm, token.secret());

        Instant now = Instant.now().minus(HOUR);
        assertThat(Instant.ofEpochSecond(answer.getLong("iat"))).isBefore(now.plusSeconds(1));
        assertThat(answer.getLong("exp")).isGreaterThan(answer.getLong("iat"));
        assertThat(Instant.ofEpochSecond(answer.getLong("exp"))).isBetween(now, now.plus(HOUR));
    }

    /** As Keycloak's own JWT from before. */
    @Test
    void derivedJwtIsAsGoodAsAnother(TestRealm realm) {
        assertThat(realm.introspect(derived).<Boolean>path("active"))
                .isEqualTo(realm.introspect(jwt).<Boolean>path("active"));
    }

    @Test
    void tokensAreCreatedRotatedAndRevoked(TestRealm realm) {
        TestRealm.Token earlier = realm.createToken("alice", """
                {"name":"earlier","expiresIn":"1d"}""");
        active(realm, earlier.secret());

        TestRealm.Token rotated = realm.rotated(token, """
                {"overlap":"1h"}""");
        active(realm, rotated.secret());
        active(realm, token.secret());
        realm.revoke(rotated);

        realm.assertRejected(realm.introspect(rotated.secret()));
        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertRejected(realm.introspect(derived));
        clock(realm, Duration.ZERO);
        active(realm, earlier.secret());
        realm.assertRejected(realm.introspect(rotated.secret()));
    }

    private static JsonPath active(TestRealm realm, String secret) {
        Response answer = realm.introspect(secret);
        realm.assertActive(answer);
        return answer.jsonPath();
    }

    private static void clock(TestRealm realm, Duration offset) {
        Http.request()
                .put("/realms/" + realm.name() + "/test-clock?offset=" + offset.toSeconds())
                .then()
                .statusCode(204);
    }
}
