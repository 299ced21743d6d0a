package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason why a token is not active: told to the event, and to nobody else. */
@ContractTest
class IntrospectionRejectionIT {

    @Test
    void unknownToken(TestRealm realm) {
        assertRejected(realm, Secrets.unknown(), "API token is unknown in this realm");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(
            strings = {
                "myc_",
                "myc_0",
                "myc_000000000000000000000000000000000000000000000000",
                "myc_0000000000000000000000000000000000000000ZZZZZZZZ",
                "myc_0000000000000000000000000000000000000000000000000000",
                "myc_\u00e9\u0000' or 1=1"
            })
    void malformedToken(String token, TestRealm realm) {
        assertRejected(realm, token, "API token is malformed or its checksum is wrong");
    }

    @Test
    void tokenWithOneWrongDigit(TestRealm realm) {
        String secret = realm.createToken().secret();
        char last = secret.charAt(secret.length() - 1);
        String mistyped = secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0');

        assertRejected(realm, mistyped, "API token is malformed or its checksum is wrong");
    }

    @Test
    void revokedToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Http.withBearer(realm.login("alice"))
                .delete(realm.apiTokens() + "/" + token.id())
                .then()
                .statusCode(204);

        assertRejected(realm, token.secret(), "API token is revoked");
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("details.token_id", "userId")
                .containsExactly(token.id(), realm.userId("alice"));
    }

    @Test
    void expiredToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", 1);

        assertRejected(realm, token.secret(), "API token is expired");
    }

    @Test
    void tokenThatWasNotUsedForTooLong(TestRealm realm) {
        long days = 24 * 60 * 60L;
        TestRealm.Token neverUsed = realm.createToken();
        realm.table().age(neverUsed, "CREATED_AT", 31 * days);
        TestRealm.Token used = realm.createNamed("alice", "used");
        realm.table().age(used, "CREATED_AT", 90 * days);
        realm.table().age(used, "LAST_USED_AT", 29 * days);
        TestRealm.Token rotated = realm.createNamed("alice", "rotated");
        realm.table().age(rotated, "CREATED_AT", 90 * days);
        realm.table().age(rotated, "ROTATED_AT", days);
        realm.table().age(rotated, "LAST_USED_AT", 31 * days);

        realm.setAttribute("api-tokens.inactivity-days", "30");

        assertRejected(realm, neverUsed.secret(), "API token was not used for too long");
        realm.assertActive(realm.introspect(used.secret()));
        realm.assertActive(realm.introspect(rotated.secret()));
    }

    @Test
    void tokenOfDisabledUser(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        assertRejected(realm, token.secret(), "Owner of the API token is disabled");
    }

    @Test
    void tokenOfDeletedUser(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

        assertRejected(realm, token.secret(), "API token is unknown in this realm");
    }

    @Test
    void tokenOfUserWhoVanishedFromTheirStorage(TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, "dora");
        TestRealm.Token token = realm.createNamed("dora", "x");
        realm.assertActive(realm.introspect(token.secret()));
        storage.list("nobody");

        assertRejected(realm, token.secret(), "Owner of the API token does not exist");
    }

    @Test
    void anyTokenOfRealmThatDisabledThem(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.enabled", "false");

        assertRejected(realm, token.secret(), "API tokens are not enabled in this realm");
    }

    @Test
    void anyTokenWhenTheTokenClientIsDisabled(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.updateClient("api-tokens", Map.of("enabled", false));

        assertRejected(realm, token.secret(), "The token client is disabled");
    }

    @Test
    void anyTokenWhenTheTokenClientHasAnotherName(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.updateClient("api-tokens", Map.of("clientId", "renamed"));

        assertRejected(realm, token.secret(), "The token client does not exist");
    }

    @Test
    void tokenFromBeforeTheRealmsNotBefore(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.update(Map.of("notBefore", System.currentTimeMillis() / 1000 + 60));

        assertRejected(realm, token.secret(), "API token was issued before the realm's not-before");
    }

    @Test
    void tokenFromBeforeItsOwnerWasSignedOutEverywhere(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);
        Admin.post(realm.adminPath("/users/" + realm.userId("alice") + "/logout"), "{}");
        realm.assertActive(realm.introspect(token.secret()));

        realm.setAttribute("api-tokens.end-on-logout-all", "true");

        assertRejected(realm, token.secret(), "API token was issued before the owner's not-before");
        realm.assertActive(
                realm.introspect(realm.createNamed("alice", "afterwards").secret()));
    }

    @Test
    void tokenFromBeforeTheTokenClientsNotBefore(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.updateClient("api-tokens", Map.of("notBefore", System.currentTimeMillis() / 1000 + 60));

        assertRejected(realm, token.secret(), "API token was issued before the token client's not-before");
    }

    @Test
    void tokenOfAnotherRealm(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try {
            assertRejected(realm, other.createToken().secret(), "API token is unknown in this realm");
        } finally {
            other.discard();
        }
    }

    @Test
    void clientOutsideTheAudience(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.assertRejected(realm.introspect("strict-server", token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("Client is not in the audience of the API token");
    }

    private static void assertRejected(TestRealm realm, String token, String reason) {
        realm.assertRejected(realm.introspect(token));
        assertThat(realm.rejectionReason()).isEqualTo(reason);
    }
}
