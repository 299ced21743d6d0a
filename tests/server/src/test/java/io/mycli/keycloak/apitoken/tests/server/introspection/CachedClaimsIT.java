package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Claims;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.LdapDirectory;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Metrics;
import io.mycli.keycloak.apitoken.tests.support.RandomChanges;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Claims that were computed once are those that would be computed anew. {@code -Dclaims.changes} sets the number of
 * random changes, {@code -Dclaims.seed} repeats a run.
 */
@KeycloakTest
@Isolated("counts how often claims are computed, and other realms move the revision of all")
class CachedClaimsIT {

    private static final int CHANGES = Integer.getInteger("claims.changes", 60);

    @Test
    void claimsAreThoseThatWouldBeComputedAnew(TestRealm realm) {
        try (LdapDirectory directory = LdapDirectory.start()) {
            requireClaimsAsComputedAnew(realm, directory);
        }
    }

    private static void requireClaimsAsComputedAnew(TestRealm realm, LdapDirectory directory) {
        long seed = Long.getLong("claims.seed", System.nanoTime());
        System.out.println("-Dclaims.changes=" + CHANGES + " -Dclaims.seed=" + seed);
        RandomChanges changes = RandomChanges.of(realm, seed).with(directory).prepareOwner();
        List<TestRealm.Token> tokens = changes.createTokens();
        Map<String, Integer> made = new TreeMap<>();
        tokens.forEach(token -> realm.introspect(token.secret()));
        double cached = claims("cached");
        double computed = claims("computed");

        for (int i = 0; i < CHANGES; i++) {
            String kind = changes.make();
            made.merge(kind, 1, Integer::sum);
            for (TestRealm.Token token : tokens) {
                Map<String, Object> anew = Claims.computedAnew(realm, KeycloakServer.get(), token);
                // The third one is cached in any case, and the next change meets it.
                for (int check = 0; check < 3; check++) {
                    assertThat(Claims.introspected(realm, KeycloakServer.get(), token))
                            .as("seed %d, change %d: %s", seed, i, kind)
                            .isEqualTo(anew);
                }
            }
        }

        System.out.println("Changes made: " + made);
        assertThat(claims("cached") - cached).isGreaterThan(CHANGES);
        assertThat(claims("computed") - computed).isGreaterThan(CHANGES / 2.0);
    }

    /** As an operator does after a change in the database itself. */
    @Test
    void clearedCacheEndsWhatWasComputedFromIt(TestRealm realm) {
        Roles.of(realm).realmRole("before").giveTo("alice", "before");
        TestRealm.Token token = warm(realm);
        String role = realm.admin("/roles/before").path("id");
        KeycloakServer.get().database().update("update KEYCLOAK_ROLE set NAME = 'after' where ID = '" + role + "'");
        assertThat(realm.introspect(token.secret()).<List<String>>path("realm_access.roles"))
                .contains("before");

        Admin.post(realm.adminPath("/clear-realm-cache"), Map.of());

        assertThat(realm.introspect(token.secret()).<List<String>>path("realm_access.roles"))
                .contains("after")
                .doesNotContain("before");
    }

    @Test
    void claimsAreComputedOnce(TestRealm realm) {
        TestRealm.Token token = warm(realm);
        double computed = claims("computed");
        double cached = claims("cached");

        realm.assertActive(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(token.secret()));

        assertThat(claims("computed")).isEqualTo(computed);
        assertThat(claims("cached")).isEqualTo(cached + 2);
    }

    /** Whether they are for it, each check asks. */
    @Test
    void otherResourceServerIsRejectedAllTheSame(TestRealm realm) {
        TestRealm.Token token = warm(realm);
        double cached = claims("cached");

        realm.assertRejected(realm.introspect("strict-server", token.secret()));

        assertThat(claims("cached")).isEqualTo(cached + 1);
    }

    @Test
    void mapperThatMayTellOtherwiseNextTimeIsRunAtEachCheck(TestRealm realm) {
        Mappers.of(realm, "api-tokens")
                .add(
                        "oidc-usersessionmodel-note-mapper",
                        Map.of(
                                "user.session.note", "KC_DEVICE_NOTE",
                                "claim.name", "device",
                                "jsonType.label", "String",
                                "introspection.token.claim", "true"));
        TestRealm.Token token = warm(realm);
        double computed = claims("computed");

        realm.assertActive(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(token.secret()));

        assertThat(claims("computed")).isEqualTo(computed + 2);
        assertThat(KeycloakServer.get().log().lines().filter(line -> line.contains(realm.name())))
                .filteredOn(line -> line.contains("are computed at each check, because of the mapper"))
                .hasSize(1);
    }

    /** Keycloak caches memberships apart from the owner. */
    @Test
    void scopeOfOrganizationIsComputedAtEachCheck(TestRealm realm) {
        RandomChanges.of(realm, 0).prepareOwner();
        for (String access : List.of("", ",\"realmRoles\":[]")) {
            TestRealm.Token token = realm.createToken(
                    "alice",
                    "{\"name\":\"of acme" + access.length() + "\",\"scope\":\"organization:*\"" + access + "}");
            Metrics.awaitCached(realm, token);
            double computed = claims("computed");

            realm.assertActive(realm.introspect(token.secret()));

            assertThat(claims("computed")).isEqualTo(computed + 1);
        }
    }

    @Test
    void longResponseIsComputedAtEachCheck(TestRealm realm) {
        Mappers.of(realm, "api-tokens").hardcoded("long", "x".repeat(4000), "String");
        TestRealm.Token token = warm(realm);
        double computed = claims("computed");

        assertThat(realm.introspect(token.secret()).<String>path("long")).hasSize(4000);

        assertThat(claims("computed")).isEqualTo(computed + 1);
    }

    @Test
    void everyResponseHasItsOwnTimes(TestRealm realm) {
        realm.updateClient("api-tokens", Map.of("attributes", Map.of("access.token.lifespan", "60")));
        TestRealm.Token token = warm(realm);
        double cached = claims("cached");
        int first = realm.introspect(token.secret()).path("exp");

        Await.until("a second goes by", () -> realm.introspect(token.secret()).<Integer>path("exp") > first);

        assertThat(claims("cached")).isGreaterThanOrEqualTo(cached + 2);
    }

    private static TestRealm.Token warm(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Metrics.awaitCached(realm, token);
        return token;
    }

    private static double claims(String result) {
        return Metrics.value(Metrics.metrics(), "keycloak_api_token_claims_total", "result=\"" + result + "\"");
    }
}
