package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Json;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeycloakTest
class SelfIT {

    @Test
    void showsWhatItIs(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        self(realm, token.secret())
                .then()
                .statusCode(200)
                .body("id", equalTo(token.id()))
                .body("$", not(hasKey("token")));
    }

    @Test
    void leavesEventAndLastUse(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        self(realm, token.secret()).then().statusCode(200);

        assertThat(realm.events("INTROSPECT_TOKEN").get(0))
                .extracting("clientId", "userId", "details.token_id", "details.token_type")
                .containsExactly("api-tokens", realm.userId("alice"), token.id(), "api-token");
        String jwt = realm.login("alice");
        Await.until(
                "the use is written",
                () -> "api-tokens"
                        .equals(Http.withBearer(jwt)
                                .get(realm.apiTokens() + "/" + token.id())
                                .path("lastUsedBy")));
    }

    @Test
    void rejectedOneIsNoUse(TestRealm realm) {
        rejected(self(realm, Secrets.unknown()));

        assertThat(realm.events("INTROSPECT_TOKEN")).isEmpty();
    }

    @Test
    void revokesItself(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        revoke(realm, token.secret()).then().statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.events("REMOVE_CREDENTIAL").get(0))
                .extracting("details.token_id", "userId")
                .containsExactly(token.id(), realm.userId("alice"));
        rejected(self(realm, token.secret()));
    }

    /** The owner may be enabled again. */
    @Test
    void revokesTokenOfDisabledUser(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String alice = realm.adminPath("/users/" + realm.userId("alice"));
        Admin.put(alice, Map.of("enabled", false));

        revoke(realm, token.secret()).then().statusCode(204);

        Admin.put(alice, Map.of("enabled", true));
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void revokesTokenWhileApiTokensAreDisabled(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.enabled", "false");

        rejected(self(realm, token.secret()));
        revoke(realm, token.secret()).then().statusCode(204);

        realm.setAttribute("api-tokens.enabled", "true");
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void revokesTokenUnderUnreadablePolicy(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.inactivity-days", "1d");

        revoke(realm, token.secret()).then().statusCode(204);

        realm.setAttribute("api-tokens.inactivity-days", "1");
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void revokesNothingThatHasEnded(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        realm.revoke(revoked);
        TestRealm.Token expired = realm.createToken();
        realm.table().age(expired, "EXPIRES_AT", 1);
        TestRealm.Token replaced = realm.createNamed("bob", "bobs");
        TestRealm.Token rotated = new TestRealm.Token(
                replaced.id(), Json.text(realm.rotate(realm.login("bob"), replaced, "{}"), "token"));

        for (TestRealm.Token token : List.of(revoked, expired, replaced)) {
            rejected(revoke(realm, token.secret()));
        }
        rejected(revoke(realm, Secrets.unknown()));
        realm.assertActive(realm.introspect(rotated.secret()));
    }

    @Test
    void rejectsJwt(TestRealm realm) {
        rejected(self(realm, realm.login("alice")));
    }

    @Test
    void rejectsUnknownMistypedAndMissingTokenAlike(TestRealm realm) {
        rejected(self(realm, Secrets.unknown()));
        rejected(self(realm, "myc_0"));
        rejected(Http.request().get(realm.apiTokens() + "/self"));
    }

    @Test
    void rejectsTokenOfDisabledUser(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        rejected(self(realm, token.secret()));
    }

    private static Response self(TestRealm realm, String bearer) {
        return Http.withBearer(bearer).get(realm.apiTokens() + "/self");
    }

    private static Response revoke(TestRealm realm, String bearer) {
        return Http.withBearer(bearer).delete(realm.apiTokens() + "/self");
    }

    private static void rejected(Response response) {
        response.then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("error", equalTo("UNAUTHORIZED"));
    }
}
