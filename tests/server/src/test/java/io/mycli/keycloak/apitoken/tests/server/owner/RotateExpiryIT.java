package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a token ends that was rotated. */
@KeycloakTest
class RotateExpiryIT {

    @Test
    void isAsLongFromNowAsItWas(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"x","expiresIn":"30d"}""");
        realm.table().backdate(token, Duration.ofDays(10));

        realm.rotate(token, "{}").then().statusCode(200);

        assertThat(remaining(realm, token)).isBetween(Duration.ofHours(719), Duration.ofHours(720));
    }

    @Test
    void isAsLongFromEachRotation(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"x","expiresIn":"30d"}""");
        realm.table().backdate(token, Duration.ofDays(10));
        realm.rotate(token, "{}").then().statusCode(200);

        realm.rotate(token, "{}").then().statusCode(200);

        assertThat(remaining(realm, token)).isBetween(Duration.ofHours(719), Duration.ofHours(720));
    }

    @Test
    void isNeverWhereItWasAndMayBe(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.rotate(token, "{}").then().statusCode(200).body("expiresAt", nullValue());
    }

    @Test
    void isBoundByTheLongestLifetime(TestRealm realm) {
        TestRealm.Token never = realm.createToken();
        TestRealm.Token year = realm.createToken("alice", """
                {"name":"year","expiresIn":"1y"}""");
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        realm.rotate(never, "{}").then().statusCode(200);
        realm.rotate(year, "{}").then().statusCode(200);

        assertThat(remaining(realm, never)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
        assertThat(remaining(realm, year)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
    }

    @Test
    void isTheDefaultWhereItMustBe(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.require-expiry", "true");
        realm.setAttribute("api-tokens.default-lifetime", "2d");

        realm.rotate(token, "{}").then().statusCode(200);

        assertThat(remaining(realm, token)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
    }

    @Test
    void cannotBeGuessed(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.require-expiry", "true");

        realm.rotate(token, "{}").then().statusCode(400).body("error", equalTo("EXPIRY_REQUIRED"));
    }

    private Duration remaining(TestRealm realm, TestRealm.Token token) {
        return Duration.between(
                Instant.now(),
                Instant.parse(Http.withBearer(realm.login("alice"))
                        .get(realm.apiTokens() + "/" + token.id())
                        .path("expiresAt")));
    }
}
