package io.mycli.keycloak.apitoken.tests.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Metrics;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The cache's metrics, which do not name a realm. */
@ContractTest
@Isolated("counts what each check adds to")
class CacheMetricsIT {

    @Test
    void countsWhatTheCacheKnew(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Metrics.awaitCached(realm, token);
        double hits = Metrics.cacheRequests(true);
        double misses = Metrics.cacheRequests(false);

        realm.introspect(token.secret());
        realm.introspect(Secrets.unknown());

        assertThat(Metrics.cacheRequests(true)).isEqualTo(hits + 1);
        assertThat(Metrics.cacheRequests(false)).isEqualTo(misses + 1);
    }
}
