package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.LdapDirectory;
import io.mycli.keycloak.apitoken.tests.support.LdapUsers;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An LDAP directory that is away. In place of a user whom Keycloak has imported and does not have in its cache, it then
 * gives one that is disabled: nobody may take that for a verdict.
 */
@ContractTest
@Isolated("clears the user cache, which all realms share")
class LdapOutageIT {

    private static final String OWNER = "dora";

    private LdapDirectory directory;

    @BeforeEach
    void startDirectory() {
        assumeFalse(
                KeycloakServer.version().equals("26.4.7"),
                "Before 26.4.11 and 26.5.6, Keycloak takes such a user for disabled, and keeps that in its cache");
        directory = LdapDirectory.start().addPerson(OWNER);
    }

    @AfterEach
    void stopDirectory() {
        if (directory != null) {
            directory.close();
        }
    }

    @Test
    void cachedOwnerNeedsNoDirectory(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = token(realm);
        realm.assertActive(realm.introspect(token.secret()));

        directory.stop();

        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void introspectionSaysNothingOfTheToken(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = token(realm);

        stop(realm);

        requireOAuth(realm.introspect(token.secret()));
        requireOAuth(realm.introspect(token.secret()));
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("error")
                .isEqualTo("temporarily_unavailable");
        assertThat(realm.table().hasRow(token)).isTrue();
        directory.startAgain();
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void introspectionSaysNothingWhereNothingIsImported(TestRealm realm) {
        LdapUsers.lookedUp(realm, directory);
        TestRealm.Token token = token(realm);

        stop(realm);

        requireOAuth(realm.introspect(token.secret()));
        directory.startAgain();
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void exchangeAndDerivedJwtSayNothingOfTheToken(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        realm.enableExchange("catalog-server");
        Mappers.of(realm, "catalog-server").audience("catalog-server");
        TestRealm.Token token = token(realm);
        String derived = realm.exchange("catalog-server", token.secret()).path("access_token");
        realm.assertActive(realm.introspect(derived));

        stop(realm);

        requireOAuth(realm.exchange("catalog-server", token.secret()));
        requireOAuth(realm.introspect(derived));
        directory.startAgain();
        realm.assertActive(realm.introspect(derived));
    }

    /** Even where Keycloak finds nobody of that name, because it cannot ask. What it asks for next is its own. */
    @Test
    void directGrantIsNoWrongPassword(TestRealm realm) {
        LdapUsers.lookedUpAndCached(realm, directory);
        TestRealm.Token token = token(realm);
        Flows.create(realm, "grant").step("api-token", "ALTERNATIVE").bindTo("directGrantFlow");
        stop(realm);
        requireOAuth(PasswordGrants.grant(realm, OWNER, token.secret()));
        directory.startAgain();
        realm.assertActive(realm.introspect(token.secret()));

        directory.stop();

        assertThat(PasswordGrants.grant(realm, OWNER, token.secret()).statusCode())
                .isGreaterThanOrEqualTo(500);
    }

    @Test
    void ownersAreNotToldToLogInAgain(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = token(realm);
        String jwt = realm.login(OWNER);

        stop(realm);

        for (Response answer : List.of(
                Http.withBearer(jwt).get(realm.apiTokens()),
                realm.create(jwt, """
                        {"name":"other"}"""),
                Http.withBearer(token.secret()).get(realm.apiTokens() + "/self"))) {
            answer.then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("error", equalTo("SERVICE_UNAVAILABLE"));
        }
        Http.withBearer(jwt.substring(0, jwt.length() - 8) + "AAAAAAAA")
                .get(realm.apiTokens())
                .then()
                .statusCode(401);
        directory.startAgain();
        assertThat(Http.withBearer(jwt).get(realm.apiTokens()).jsonPath().getList("id"))
                .containsExactly(token.id());
    }

    /** To end it takes no verdict. */
    @Test
    void holderRevokesAllTheSame(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = token(realm);

        stop(realm);

        Http.withBearer(token.secret())
                .delete(realm.apiTokens() + "/self")
                .then()
                .statusCode(204);
        directory.startAgain();
        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("API token is revoked");
    }

    /** They see the owner as last imported, and revoke. The owner is told: the address was imported, too. */
    @Test
    void administratorsNeedNoDirectory(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = token(realm);
        try (Mailbox mails = Mailbox.of(realm)) {
            stop(realm);

            Admin.get(realm.adminPath("/api-tokens/" + token.id()))
                    .then()
                    .body("state", equalTo("live"))
                    .body("username", equalTo(OWNER));
            Admin.delete(realm.adminPath("/api-tokens/" + token.id()));

            assertThat(mails.await(OWNER, "An administrator revoked")).contains("ci");
        }
        directory.startAgain();
        realm.assertRejected(realm.introspect(token.secret()));
    }

    /** No node has the owner in its cache any more. */
    private void stop(TestRealm realm) {
        directory.stop();
        Admin.post(realm.adminPath("/clear-user-cache"), Map.of());
    }

    private static TestRealm.Token token(TestRealm realm) {
        return realm.createNamed(OWNER, "ci");
    }

    private static void requireOAuth(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("error", equalTo("temporarily_unavailable"))
                .body("active", nullValue());
    }
}
