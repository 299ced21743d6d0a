package io.mycli.keycloak.apitoken.tests.server.metrics;

import static io.mycli.keycloak.apitoken.tests.support.Metrics.metrics;
import static io.mycli.keycloak.apitoken.tests.support.Metrics.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import org.junit.jupiter.api.Test;

/** What operators see on Keycloak's own metrics endpoint. */
@KeycloakTest
@ContractTest
class MetricsIT {

    @Test
    void countsIntrospectionsByOutcome(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        realm.introspect(token.secret());
        realm.introspect(token.secret());
        realm.introspect("strict-server", token.secret());
        realm.introspect(revoked.secret());
        realm.introspect(Secrets.unknown());
        realm.introspect("myc_0");

        String metrics = metrics();

        assertThat(introspections(metrics, realm, "accepted")).isEqualTo(2);
        assertThat(introspections(metrics, realm, "not_in_audience")).isEqualTo(1);
        assertThat(introspections(metrics, realm, "revoked")).isEqualTo(1);
        assertThat(introspections(metrics, realm, "unknown")).isEqualTo(1);
        assertThat(introspections(metrics, realm, "malformed")).isEqualTo(1);
    }

    @Test
    void countsTokensUnderUnreadablePolicy(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.inactivity-days", "1d");
        realm.introspect(token.secret());

        assertThat(introspections(metrics(), realm, "policy_unreadable")).isEqualTo(1);
    }

    @Test
    void countsWhatWasWrittenOfUse(TestRealm realm) {
        double written = value(metrics(), "keycloak_api_token_last_used_writes_total", "outcome=\"written\"");

        realm.assertActive(realm.introspect(realm.createToken().secret()));

        // Or more, where uses from before wait to be written, too.
        Await.until(
                "the use is counted",
                () -> value(metrics(), "keycloak_api_token_last_used_writes_total", "outcome=\"written\"")
                        >= written + 1);
        assertThat(value(metrics(), "keycloak_api_token_last_used_flush_size_sum", ""))
                .isGreaterThanOrEqualTo(written + 1);
    }

    @Test
    void countsTokensOfRealm(TestRealm realm) {
        realm.createToken("alice", """
                {"name":"year","expiresIn":"1y"}""");
        realm.createToken("alice", """
                {"name":"soon","expiresIn":"9d"}""");
        TestRealm.Token old = realm.createNamed("bob", "old");
        realm.table().age(old, "CREATED_AT", 100 * 86_400L);
        KeycloakServer.get().database().update("update MYC_API_TOKEN set ACTIVE_DAY = 0 where ID = ?", old.id());

        Await.until("they are counted", () -> tokens(realm, "live") == 3 && tokens(realm, "unused") == 1);
        assertThat(tokens(realm, "expiring")).isEqualTo(1);
    }

    @Test
    void forgetsRealmThatIsGone(TestRealm realm) {
        TestRealm gone = TestRealm.create();
        gone.introspect(gone.createToken().secret());
        Await.until("it is counted", () -> tokens(gone, "live") == 1);
        assertThat(introspections(metrics(), gone, "accepted")).isEqualTo(1);

        gone.delete();

        Await.until("no series names it", () -> !metrics().contains("realm=\"" + gone.name() + "\",state"));
        assertThat(metrics()).doesNotContain("outcome=\"accepted\",realm=\"" + gone.name());
    }

    private static double introspections(String metrics, TestRealm realm, String outcome) {
        return value(
                metrics,
                "keycloak_api_token_introspections_total",
                "outcome=\"" + outcome + "\",realm=\"" + realm.name() + "\"");
    }

    private static double tokens(TestRealm realm, String state) {
        return value(metrics(), "keycloak_api_tokens", "realm=\"" + realm.name() + "\",state=\"" + state + "\"");
    }
}
