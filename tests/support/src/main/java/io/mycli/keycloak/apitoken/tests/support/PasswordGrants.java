package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Direct grants, of the client {@code other-app} unless another is named, and how they are refused. */
public final class PasswordGrants {

    /** Of Keycloak's own steps, too. */
    public static final int REJECTED = KeycloakServer.version().matches("26\\.[45]\\..*") ? 401 : 400;

    private PasswordGrants() {}

    /** Requests tokens with a password; user names and passwords are sent as given, so what needs it comes encoded. */
    public static Response grant(TestRealm realm, String username, String password) {
        return grant(realm, username, password, "openid");
    }

    /** Requests tokens with a password and a scope. */
    public static Response grant(TestRealm realm, String username, String password, String scope) {
        return grant(realm, "other-app", username, password, scope);
    }

    /** Requests tokens with a password and a scope for a client. */
    public static Response grant(TestRealm realm, String client, String username, String password, String scope) {
        return Http.request()
                .contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8))
                .formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", username)
                .formParam("password", password)
                .formParam("scope", scope)
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token");
    }

    /** The failures of alice's logins; Keycloak counts them aside from the request. */
    public static int failures(TestRealm realm) {
        return realm.admin("/attack-detection/brute-force/users/" + realm.userId("alice"))
                .path("numFailures");
    }

    /** Makes failures of passwords count, so that three lock a user out. */
    public static void countFailures(TestRealm realm) {
        realm.update(Map.of("bruteForceProtected", true, "failureFactor", 3, "quickLoginCheckMilliSeconds", 0));
    }

    /** Requires a rejected login. */
    public static void rejected(Response response) {
        response.then().statusCode(REJECTED).body("error", equalTo("invalid_grant"));
    }

    /** The newest error of a login tells why, and of no user. */
    public static void rejectedForMisplacedSecret(TestRealm realm, Response response, String reason) {
        rejectedFor(realm, response, reason);
        assertNamesNobody(realm);
    }

    /** Requires that the newest login error names no user. */
    public static void assertNamesNobody(TestRealm realm) {
        Map<String, Object> event = realm.events("LOGIN_ERROR").get(0);
        assertThat(event).containsEntry("error", "invalid_user_credentials").doesNotContainKey("userId");
        assertThat(((Map<?, ?>) event.get("details")).containsKey("username")).isFalse();
    }

    /** Requires a rejected login whose event has this reason. */
    public static void rejectedFor(TestRealm realm, Response response, String reason) {
        rejected(response);
        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo(reason);
    }
}
