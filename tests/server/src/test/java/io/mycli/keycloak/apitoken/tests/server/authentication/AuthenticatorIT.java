package io.mycli.keycloak.apitoken.tests.server.authentication;

import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.REJECTED;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.countFailures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.failures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.grant;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejected;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejectedFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API token where a password goes. */
@ContractTest
class AuthenticatorIT {

    private static final String AUTHENTICATOR = "api-token";

    @Nested
    class DirectGrant {

        @BeforeEach
        void bind(TestRealm realm) {
            Flows.create(realm, "grant").step(AUTHENTICATOR, "ALTERNATIVE").bindTo("directGrantFlow");
        }

        @Test
        void takesTokenAsPassword(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);

            Response granted = grant(realm, "alice", token.secret());

            assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(200);
            Map<String, Object> jwt = Jwt.claims(granted.path("access_token"));
            assertThat(jwt).containsEntry("azp", "other-app").containsEntry("preferred_username", "alice");
            assertThat(realm.events("LOGIN").get(0))
                    .extracting("details.api_token_id", "userId")
                    .containsExactly(token.id(), realm.userId("alice"));
        }

        @Test
        void takesEmailForUsernameWhereKeycloakDoes(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);

            assertThat(grant(realm, "alice@example.com", token.secret()).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void leavesNoSession(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);
            String sessions = realm.adminPath("/users/" + realm.userId("alice") + "/sessions");
            int before = Admin.get(sessions).jsonPath().getList("$").size();

            Response granted = grant(realm, "alice", token.secret());

            assertThat(granted.statusCode()).isEqualTo(200);
            assertThat(Admin.get(sessions).jsonPath().getList("$")).hasSize(before);
            assertThat(granted.jsonPath().getMap("$"))
                    .containsKey("access_token")
                    .doesNotContainKeys("refresh_token", "id_token", "session_state");
        }

        @Test
        void givesJwtThatOpensNothingAtKeycloak(TestRealm realm) {
            realm.setAttribute("api-tokens.clients", "my-cli other-app");
            TestRealm.Token token = createdByPassword(realm);

            String jwt = grant(realm, "alice", token.secret()).path("access_token");

            assertThat(List.of(
                            realm.create(jwt, """
                                    {"name":"created"}"""),
                            realm.rotate(jwt, token, "{}"),
                            Http.withBearer(jwt).get(realm.apiTokens()),
                            Http.withBearer(jwt).get(realm.apiTokens() + "/self"),
                            Http.withBearer(jwt).accept("application/json").get("/realms/" + realm.name() + "/account"),
                            Http.withBearer(jwt).get("/realms/" + realm.name() + "/protocol/openid-connect/userinfo"),
                            Http.withBearer(jwt).get("/admin/realms/" + realm.name())))
                    .extracting(Response::statusCode)
                    .allMatch(status -> status == 401 || status == 403);
        }

        @Test
        void neverCountsTowardTheLoginLock(TestRealm realm) {
            countFailures(realm);
            createdByPassword(realm);

            for (int i = 0; i < 100; i++) {
                rejected(grant(realm, "alice", i % 2 == 0 ? Secrets.unknown() : "myc_" + i));
            }

            password(realm, "wrong");
            Await.until("the wrong password is counted", () -> failures(realm) > 0);
            assertThat(failures(realm)).isEqualTo(1);
            realm.login("alice");
        }

        @Test
        void rejectsOwnerWhoIsLockedOut(TestRealm realm) {
            countFailures(realm);
            TestRealm.Token token = createdByPassword(realm);
            // Counted aside from the request, where the login above may come later and clear what was counted.
            Await.until("she is locked out", () -> {
                assertThat(password(realm, "wrong").statusCode()).isEqualTo(REJECTED);
                return bruteForce(realm).getBoolean("disabled");
            });

            rejectedFor(
                    realm,
                    grant(realm, "alice", token.secret()),
                    "Owner of the API token is locked by brute force detection");
        }

        @Test
        void rejectsOwnerWhoIsDisabled(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);
            Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

            rejectedFor(realm, grant(realm, "alice", token.secret()), "Owner of the API token is disabled");
        }

        @Test
        void rejectsRevokedExpiredUnknownAndMalformedTokens(TestRealm realm) {
            TestRealm.Token revoked = createdByPassword(realm);
            realm.revoke(revoked);
            TestRealm.Token expired = createdByPassword(realm);
            realm.table().age(expired, "EXPIRES_AT", 1);

            rejectedFor(realm, grant(realm, "alice", revoked.secret()), "API token is revoked");
            rejectedFor(realm, grant(realm, "alice", expired.secret()), "API token is expired");
            rejectedFor(realm, grant(realm, "alice", Secrets.unknown()), "API token is unknown in this realm");
            rejectedFor(realm, grant(realm, "alice", "myc_0"), "API token is malformed or its checksum is wrong");
        }

        @ParameterizedTest
        @ValueSource(strings = {"bob", "nobody", "alice2"})
        void rejectsOtherNamesThanTheOwners(String username, TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);

            rejectedFor(realm, grant(realm, username, token.secret()), "User is not the owner of the API token");
        }

        @Test
        void rejectsOfflineAccess(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);

            rejectedFor(
                    realm,
                    grant(realm, "alice", token.secret(), "openid offline_access"),
                    "An API token gives no offline access");
        }

        @Test
        void answersEveryRejectionAlike(TestRealm realm) {
            TestRealm.Token token = createdByPassword(realm);

            assertThat(List.of(
                            grant(realm, "alice", Secrets.unknown()),
                            grant(realm, "nobody", Secrets.unknown()),
                            grant(realm, "bob", token.secret()),
                            grant(realm, "alice", "myc_0"),
                            grant(realm, "alice", token.secret(), "openid offline_access")))
                    .extracting(Response::asString)
                    .containsOnly("""
                            {"error":"invalid_grant","error_description":"Invalid user credentials"}""");
        }
    }

    @Nested
    class Configured {

        @Test
        void wantsScopeAndProfile(TestRealm realm) {
            TestRealm.Token plain = realm.createToken();
            TestRealm.Token scoped = realm.createToken("alice", """
                    {"name":"s","scope":"phone"}""");
            TestRealm.Token both = realm.createToken("alice", """
                            {"name":"b","scope":"address phone","profile":"team-a"}""");
            Flows.create(realm, "grant")
                    .step(AUTHENTICATOR, "REQUIRED")
                    .configure(AUTHENTICATOR, Map.of("required-scope", "phone", "required-profile", "team-a"))
                    .bindTo("directGrantFlow");

            rejectedFor(realm, grant(realm, "alice", plain.secret()), "API token lacks the required scope");
            rejectedFor(realm, grant(realm, "alice", scoped.secret()), "API token lacks the required profile");
            assertThat(grant(realm, "alice", both.secret()).statusCode()).isEqualTo(200);
        }

        @Test
        void asRequiredItRejectsPasswords(TestRealm realm) {
            Flows.create(realm, "grant").step(AUTHENTICATOR, "REQUIRED").bindTo("directGrantFlow");

            rejectedFor(realm, grant(realm, "alice", "alice"), "No API token was sent");
        }

        @Test
        void afterTheUsernameStepItCountsNothingEither(TestRealm realm) {
            countFailures(realm);
            TestRealm.Token token = realm.createToken();
            Flows.create(realm, "grant")
                    .step("direct-grant-validate-username", "REQUIRED")
                    .step(AUTHENTICATOR, "REQUIRED")
                    .bindTo("directGrantFlow");

            for (int i = 0; i < 10; i++) {
                rejected(grant(realm, "alice", Secrets.unknown()));
            }

            assertThat(grant(realm, "alice", token.secret()).statusCode()).isEqualTo(200);
            rejected(grant(realm, "bob", token.secret()));
        }

        @Test
        void afterTheUsernameStepItTellsNobodyWhoExists(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            Flows.create(realm, "grant")
                    .step("direct-grant-validate-username", "REQUIRED")
                    .step(AUTHENTICATOR, "REQUIRED")
                    .bindTo("directGrantFlow");

            Response nobody = grant(realm, "nobody", Secrets.unknown());

            assertThat(List.of(
                            grant(realm, "alice", Secrets.unknown()),
                            grant(realm, "alice", "wrong"),
                            grant(realm, "bob", token.secret())))
                    .allSatisfy(refused -> {
                        assertThat(refused.statusCode()).isEqualTo(nobody.statusCode());
                        assertThat(refused.asString()).isEqualTo(nobody.asString());
                        assertThat(refused.contentType()).isEqualTo(nobody.contentType());
                    });
        }
    }

    /** The client that creates tokens keeps the built-in flow. */
    private static TestRealm.Token createdByPassword(TestRealm realm) {
        String builtIn = realm.admin("/authentication/flows").path("find { it.alias == 'direct grant' }.id");
        realm.updateClient("my-cli", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", builtIn)));
        return realm.createToken("alice", "{\"name\":\"" + UUID.randomUUID() + "\"}");
    }

    /** Counted aside from the request. */
    private static JsonPath bruteForce(TestRealm realm) {
        return realm.admin("/attack-detection/brute-force/users/" + realm.userId("alice"))
                .jsonPath();
    }

    /** Through the client that keeps the built-in flow. */
    private static Response password(TestRealm realm, String password) {
        return grant(realm, "my-cli", "alice", password, "openid");
    }
}
