package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Claims;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.LdapDirectory;
import io.mycli.keycloak.apitoken.tests.support.RandomChanges;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two nodes that cache tokens for an hour have the claims that would be computed anew after each change at one of them.
 * {@code -Dclaims.changes} sets the number of random changes, {@code -Dclaims.seed} repeats a run.
 */
@KeycloakTest
@ExtendWith(SharedNodes.class)
class ClusterClaimsIT {

    private static final int CHANGES = Integer.getInteger("claims.changes", 60);
    private static final DistributionServer HERE = DistributionServer.ofThisRun();

    private final DistributionServer there = SharedNodes.second();

    @Test
    void claimsAreThoseThatWouldBeComputedAnewOnBothNodes(TestRealm realm) {
        try (LdapDirectory directory = LdapDirectory.start()) {
            requireClaimsAsComputedAnew(realm, directory);
        }
    }

    private void requireClaimsAsComputedAnew(TestRealm realm, LdapDirectory directory) {
        long seed = Long.getLong("claims.seed", System.nanoTime());
        System.out.println("-Dclaims.changes=" + CHANGES + " -Dclaims.seed=" + seed);
        RandomChanges changes = RandomChanges.of(realm, seed).with(directory).prepareOwner();
        List<TestRealm.Token> tokens = changes.createTokens();
        Map<String, Integer> made = new TreeMap<>();
        tokens.forEach(token -> warm(realm, token));

        for (int i = 0; i < CHANGES; i++) {
            String kind = changes.make();
            made.merge(kind, 1, Integer::sum);
            for (TestRealm.Token token : tokens) {
                Map<String, Object> anew = Claims.computedAnew(realm, HERE, token);
                String description = "seed %d, change %d: %s".formatted(seed, i, kind);
                assertThat(Claims.introspected(realm, HERE, token))
                        .as(description)
                        .isEqualTo(anew);
                Await.until(
                        description + ", at the other node",
                        () -> Claims.introspected(realm, there, token).equals(anew));
                assertThat(Claims.computedAnew(realm, there, token))
                        .as(description)
                        .isEqualTo(anew);
                warm(realm, token);
            }
        }

        System.out.println("Changes made: " + made);
    }

    /** So often that its claims are cached, whatever was changed before. */
    private void warm(TestRealm realm, TestRealm.Token token) {
        for (DistributionServer node : List.of(HERE, there)) {
            for (int check = 0; check < 2; check++) {
                realm.introspectAt(node, token.secret());
            }
        }
    }
}
