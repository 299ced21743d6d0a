package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The not-before of API tokens never moves back, whatever is in its attribute. */
@KeycloakTest
class NotBeforeIT {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01T00:00:00Z", "2000-01-01", "now"})
    void onlyNowReplacesAnUnreadableOne(String time, TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);
        realm.setAttribute("api-tokens.not-before", "yesterday");

        Response dryRun = notBefore(realm, "{\"notBefore\":\"" + time + "\",\"dryRun\":true}");
        Response done = notBefore(realm, "{\"notBefore\":\"" + time + "\"}");

        if (time.equals("now")) {
            dryRun.then().statusCode(200);
            done.then().statusCode(200);
            assertThat(Instant.parse(attribute(realm))).isBetween(Instant.now().minusSeconds(60), Instant.now());
            realm.assertRejected(realm.introspect(token.secret()));
            // The second, once the task that ends such tokens has come by.
            assertThat(realm.rejectionReason()).containsAnyOf("not-before for API tokens", "API token is revoked");
            realm.assertActive(
                    realm.introspect(realm.createNamed("bob", "afterwards").secret()));
        } else {
            rejected(dryRun, "The realm attribute api-tokens.not-before is invalid. Send now");
            rejected(done, "The realm attribute api-tokens.not-before is invalid. Send now");
            assertThat(attribute(realm)).isEqualTo("yesterday");
        }
    }

    @Test
    void dryRunIsTrueOrFalse(TestRealm realm) {
        notBefore(realm, """
                {"notBefore":"now","dryRun":"true"}""")
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo("dryRun"));
        assertThat(attribute(realm)).isNull();
    }

    /** Each administrator saw that it does not move back; the last one to write must see so, too. */
    @Test
    void latestOfManyAtOnceStays(TestRealm realm) throws Exception {
        Instant earliest = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(200);
        for (int round = 0; round < 10; round++) {
            Instant latest = earliest.plusSeconds(10 * round + 9);

            List<Response> answers = Parallel.requests(
                    10, number -> notBefore(realm, "{\"notBefore\":\"" + latest.minusSeconds(number) + "\"}"));

            assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 400);
            assertThat(attribute(realm)).isEqualTo(latest.toString());
        }
    }

    @Test
    void isComparedWithStartOfDay(TestRealm realm) {
        realm.setAttribute("api-tokens.not-before", "2026-06-01");

        rejected(notBefore(realm, """
                        {"notBefore":"2026-05-31T23:59:59Z"}"""), "The not-before cannot move back. Send 2026-06-01T00:00:00Z or later.");
        assertThat(attribute(realm)).isEqualTo("2026-06-01");
        notBefore(realm, """
                {"notBefore":"2026-06-01T00:00:00Z"}""").then().statusCode(200).body("notBefore", equalTo("2026-06-01T00:00:00Z"));
    }

    @Test
    void futureOneStays(TestRealm realm) {
        String future = LocalDate.now(ZoneOffset.UTC).plusDays(10) + "T00:00:00Z";
        realm.setAttribute("api-tokens.not-before", future);

        for (String time : new String[] {"now", "2026-06-01"}) {
            rejected(
                    notBefore(realm, "{\"notBefore\":\"" + time + "\"}"),
                    "The not-before cannot move back from " + future + ". Wait until then.");
        }
        rejected(notBefore(realm, """
                {"notBefore":"2998-01-01"}"""), "The time must not be in the future");
        assertThat(attribute(realm)).isEqualTo(future);
    }

    @Test
    void otherUnreadableSettingsDoNotMatter(TestRealm realm) {
        realm.setAttribute("api-tokens.inactivity-days", "1d");

        notBefore(realm, """
                {"notBefore":"2026-06-01"}""").then().statusCode(200);

        assertThat(attribute(realm)).isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void savedPolicyKeepsReadableOne(TestRealm realm) {
        realm.setAttribute("api-tokens.not-before", "2026-06-01");

        putPolicy(realm)
                .then()
                .statusCode(200)
                .body("notBefore", equalTo("2026-06-01T00:00:00Z"))
                .body("problem", nullValue());

        assertThat(attribute(realm)).isEqualTo("2026-06-01");
    }

    @Test
    void savedPolicyKeepsUnreadableOne(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.not-before", "yesterday");

        putPolicy(realm)
                .then()
                .statusCode(200)
                .body("notBefore", nullValue())
                .body("problem", containsString("api-tokens.not-before"));

        assertThat(attribute(realm)).isEqualTo("yesterday");
        realm.assertRejected(realm.introspect(token.secret()));
    }

    private static Response notBefore(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/not-before"));
    }

    private static Response putPolicy(TestRealm realm) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"enabled":true,"maxPerUser":5,"notBefore":null}""")
                .put("/admin/realms" + realm.adminPath("/api-tokens/policy"));
    }

    private static void rejected(Response response, String description) {
        response.then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("error_description", startsWith(description))
                .body("field", equalTo("notBefore"));
    }

    private static String attribute(TestRealm realm) {
        return realm.attribute("api-tokens.not-before");
    }
}
