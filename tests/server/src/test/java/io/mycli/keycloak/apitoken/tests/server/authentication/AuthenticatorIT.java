package io.mycli.keycloak.apitoken.tests.server.authentication;

import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.REFUSED;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.countFailures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.failures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.grant;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.refused;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.refusedFor;
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
            TestRealm.Token token = mintedByPassword(realm);

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
            TestRealm.Token token = mintedByPassword(realm);

            assertThat(grant(realm, "alice@example.com", token.secret()).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void leavesNoSession(TestRealm realm) {
            TestRealm.Token token = mintedByPassword(realm);
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
            TestRealm.Token token = mintedByPassword(realm);

            String jwt = grant(realm, "alice", token.secret()).path("access_token");

            assertThat(List.of(
                            realm.create(jwt, "{\"name\":\"minted\"}"),
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
            mintedByPassword(realm);

            for (int i = 0; i < 100; i++) {
                refused(grant(realm, "alice", i % 2 == 0 ? Secrets.unknown() : "myc_" + i));
            }

            password(realm, "wrong");
            Await.until("the wrong password is counted", () -> failures(realm) > 0);
            assertThat(failures(realm)).isEqualTo(1);
            realm.login("alice");
        }

        @Test
        void refusesOwnerWhoIsLockedOut(TestRealm realm) {
            countFailures(realm);
            TestRealm.Token token = mintedByPassword(realm);
            // Counted aside from the request, where the login above may come later and clear what was counted.
            Await.until("she is locked out", () -> {
                assertThat(password(realm, "wrong").statusCode()).isEqualTo(REFUSED);
                return bruteForce(realm).getBoolean("disabled");
            });

            refusedFor(
                    realm,
                    grant(realm, "alice", token.secret()),
                    "Owner of the API token is locked by brute force detection");
        }

        @Test
        void refusesOwnerWhoIsDisabled(TestRealm realm) {
            TestRealm.Token token = mintedByPassword(realm);
            Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

            refusedFor(realm, grant(realm, "alice", token.secret()), "Owner of the API token is disabled");
        }

        @Test
        void refusesRevokedExpiredUnknownAndMalformedTokens(TestRealm realm) {
            TestRealm.Token revoked = mintedByPassword(realm);
            realm.revoke(revoked);
            TestRealm.Token expired = mintedByPassword(realm);
            realm.table().age(expired, "EXPIRES_AT", 1);

            refusedFor(realm, grant(realm, "alice", revoked.secret()), "API token is revoked");
            refusedFor(realm, grant(realm, "alice", expired.secret()), "API token is expired");
            refusedFor(realm, grant(realm, "alice", Secrets.unknown()), "API token is unknown in this realm");
            refusedFor(realm, grant(realm, "alice", "myc_0"), "API token is malformed or its checksum is wrong");
        }

        @ParameterizedTest
        @ValueSource(strings = {"bob", "nobody", "alice2"})
        void refusesOtherNamesThanTheOwners(String username, TestRealm realm) {
            TestRealm.Token token = mintedByPassword(realm);

            refusedFor(realm, grant(realm, username, token.secret()), "User is not the owner of the API token");
        }

        @Test
        void refusesOfflineAccess(TestRealm realm) {
            TestRealm.Token token = mintedByPassword(realm);

            refusedFor(
                    realm,
                    grant(realm, "alice", token.secret(), "openid offline_access"),
                    "An API token gives no offline access");
        }

        @Test
        void answersEveryRefusalAlike(TestRealm realm) {
            TestRealm.Token token = mintedByPassword(realm);

            assertThat(List.of(
                            grant(realm, "alice", Secrets.unknown()),
                            grant(realm, "nobody", Secrets.unknown()),
                            grant(realm, "bob", token.secret()),
                            grant(realm, "alice", "myc_0"),
                            grant(realm, "alice", token.secret(), "openid offline_access")))
                    .extracting(Response::asString)
                    .containsOnly("{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");
        }
    }

    @Nested
    class Configured {

        @Test
        void wantsScopeAndProfile(TestRealm realm) {
            TestRealm.Token plain = realm.mint();
            TestRealm.Token scoped = realm.mint("alice", "{\"name\":\"s\",\"scope\":\"phone\"}");
            TestRealm.Token both =
                    realm.mint("alice", "{\"name\":\"b\",\"scope\":\"address phone\",\"profile\":\"team-a\"}");
            Flows.create(realm, "grant")
                    .step(AUTHENTICATOR, "REQUIRED")
                    .configure(AUTHENTICATOR, Map.of("required-scope", "phone", "required-profile", "team-a"))
                    .bindTo("directGrantFlow");

            refusedFor(realm, grant(realm, "alice", plain.secret()), "API token lacks the required scope");
            refusedFor(realm, grant(realm, "alice", scoped.secret()), "API token lacks the required profile");
            assertThat(grant(realm, "alice", both.secret()).statusCode()).isEqualTo(200);
        }

        @Test
        void asRequiredItRefusesPasswords(TestRealm realm) {
            Flows.create(realm, "grant").step(AUTHENTICATOR, "REQUIRED").bindTo("directGrantFlow");

            refusedFor(realm, grant(realm, "alice", "alice"), "No API token was sent");
        }

        @Test
        void afterTheUsernameStepItCountsNothingEither(TestRealm realm) {
            countFailures(realm);
            TestRealm.Token token = realm.mint();
            Flows.create(realm, "grant")
                    .step("direct-grant-validate-username", "REQUIRED")
                    .step(AUTHENTICATOR, "REQUIRED")
                    .bindTo("directGrantFlow");

            for (int i = 0; i < 10; i++) {
                refused(grant(realm, "alice", Secrets.unknown()));
            }

            assertThat(grant(realm, "alice", token.secret()).statusCode()).isEqualTo(200);
            refused(grant(realm, "bob", token.secret()));
        }

        @Test
        void afterTheUsernameStepItTellsNobodyWhoExists(TestRealm realm) {
            TestRealm.Token token = realm.mint();
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

    /** The client that mints keeps the built-in flow. */
    private static TestRealm.Token mintedByPassword(TestRealm realm) {
        String builtIn = realm.admin("/authentication/flows").path("find { it.alias == 'direct grant' }.id");
        realm.updateClient("my-cli", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", builtIn)));
        return realm.mint("alice", "{\"name\":\"" + UUID.randomUUID() + "\"}");
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
