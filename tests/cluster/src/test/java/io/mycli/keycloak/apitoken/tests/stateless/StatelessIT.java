package io.mycli.keycloak.apitoken.tests.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.cluster.Nodes;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three clusters of one node each with nothing in common but a database: Keycloak's feature {@code stateless}, a preview
 * in 26.7. Two have Keycloak's user cache, which the feature turns off, and so remember tokens, for an hour here. The
 * third one is as the feature leaves it, and reads the row at each check.
 */
@KeycloakTest
class StatelessIT {

    private static final DistributionServer HERE = DistributionServer.ofThisRun();
    private static final String CLUSTER = "--spi-cache-embedded--default--cluster-name=";

    private static DistributionServer uncached;
    private static DistributionServer cached;

    private final Database database = HERE.database();

    @BeforeAll
    static void startOtherClusters() {
        cached = HERE.join("cached", CLUSTER + "cached");
        uncached = HERE.joinBuiltWith("uncached", "--spi-user-cache--default--enabled=false", CLUSTER + "uncached");
        assertThat(cached.log()).doesNotContain("(2)");
    }

    @AfterAll
    static void stopOtherClusters() {
        for (DistributionServer server : List.of(uncached, cached)) {
            Secrets.requireNone("log of another cluster", server.log());
            server.stop();
        }
    }

    @Test
    void revokedTokenIsRejectedByTheOtherClusters(TestRealm realm) {
        for (int i = 0; i < 20; i++) {
            TestRealm.Token token = warm(realm);

            realm.revoke(token);

            realm.assertRejected(realm.introspect(token.secret()));
            realm.assertRejected(realm.introspectAt(uncached, token.secret()));
            Nodes.awaitRejected(realm, cached, token);
        }
    }

    @Test
    void secretThatWasReplacedIsRejectedByTheOtherClusters(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        TestRealm.Token rotated = realm.rotated(token, "{}");

        realm.assertRejected(realm.introspectAt(uncached, token.secret()));
        Nodes.awaitRejected(realm, cached, token);
        realm.assertActive(realm.introspectAt(cached, rotated.secret()));
    }

    @Test
    void disabledOwnersTokenIsRejectedByTheOtherClusters(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        realm.assertRejected(realm.introspectAt(uncached, token.secret()));
        Nodes.awaitRejected(realm, cached, token);
    }

    @Test
    void notBeforeReachesTheOtherClusters(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Admin.put(realm.adminPath("/api-tokens/not-before"), Map.of("notBefore", "now"));

        Nodes.awaitRejected(realm, uncached, token);
        Nodes.awaitRejected(realm, cached, token);
    }

    @Test
    void lastUseAtAnotherClusterIsWritten(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "used");

        realm.assertActive(realm.introspectAt(cached, token.secret()));

        Await.until("the use is written", () -> lastUsed(token) > 0);
        long first = lastUsed(token);
        TestRealm.Token marker = realm.createNamed("alice", "marker");
        realm.assertActive(realm.introspect(marker.secret()));
        Await.until("a later use is written", () -> lastUsed(marker) > 0);
        assertThat(lastUsed(token)).isEqualTo(first);
    }

    /** The timers of all clusters see the same rows. */
    @Test
    void expiryIsRecordedOnce(TestRealm realm) {
        TestRealm.Token token = expired(realm, "first");
        Await.until("the expiry is recorded", () -> expiries(realm) == 1);

        TestRealm.Token second = expired(realm, "second");
        Await.until("the second expiry is recorded", () -> expiries(realm) == 2);

        assertThat(realm.events("REMOVE_CREDENTIAL"))
                .extracting("details.token_id")
                .containsExactlyInAnyOrder(token.id(), second.id());
    }

    /** The timers belong to no cluster. */
    @Test
    void timersGoOnWithoutTheFirstCluster(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"1h"}""");
        String realmId = realm.id();
        HERE.kill();
        try {
            expire(realm, token);

            Await.until(
                    "another cluster records the expiry",
                    Duration.ofMinutes(3),
                    () -> database.number(
                                    "select count(*) from EVENT_ENTITY where REALM_ID = ? and TYPE = 'REMOVE_CREDENTIAL'",
                                    realmId)
                            == 1);
        } finally {
            HERE.restart();
        }
        assertThat(expiries(realm)).isEqualTo(1);
    }

    /** A token that each cluster was asked about, and one remembers. */
    private static TestRealm.Token warm(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "warm");
        for (int i = 0; i < 3; i++) {
            for (DistributionServer server : List.of(HERE, uncached, cached)) {
                realm.assertActive(realm.introspectAt(server, token.secret()));
            }
        }
        return token;
    }

    private static TestRealm.Token expired(TestRealm realm, String name) {
        TestRealm.Token token = realm.createToken("alice", "{\"name\":\"" + name + "\",\"expiresIn\":\"1h\"}");
        expire(realm, token);
        return token;
    }

    private static void expire(TestRealm realm, TestRealm.Token token) {
        realm.table().age(token, "EXPIRES_AT", 1);
        realm.table().age(token, "NOTICE_AT", 1);
    }

    private static int expiries(TestRealm realm) {
        return realm.events("REMOVE_CREDENTIAL").size();
    }

    private long lastUsed(TestRealm.Token token) {
        return database.number("select coalesce(LAST_USED_AT, 0) from MYC_API_TOKEN where ID = ?", token.id());
    }
}
