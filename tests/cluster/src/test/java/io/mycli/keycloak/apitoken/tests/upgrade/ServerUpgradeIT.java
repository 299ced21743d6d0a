package io.mycli.keycloak.apitoken.tests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.Deployment;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.mycli.keycloak.apitoken.tests.support.server.Ports;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an operator does to a server with live tokens: newer Keycloaks on the same database, one after the other, our
 * JAR taken out and put back. The leg begins with the oldest version.
 */
@KeycloakTest
class ServerUpgradeIT {

    private static final List<String> PATH =
            List.of(System.getProperty("kc.upgrade.path", "").split(","));

    private static Deployment deployed = Deployment.ofThisRun();

    private final DistributionServer server = DistributionServer.ofThisRun();
    private final Database database = server.database();

    @Test
    void tokensPolicyAndLastUseAreTheSameOnNewerKeycloaks(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "4");
        realm.setAttribute("api-tokens.profiles", "staging production");
        TestRealm.Token used = realm.createToken("alice", """
                        {"name":"used","expiresIn":"90d","profile":"staging"}""");
        TestRealm.Token unused = realm.createToken("alice", """
                {"name":"unused","scope":"phone"}""");
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        TestRealm.Token overlapping = realm.createNamed("alice", "rotated");
        TestRealm.Token rotated = realm.rotated(overlapping, """
                {"overlap":"7d"}""");
        realm.revoke(revoked);
        realm.assertActive(realm.introspect(used.secret()));
        awaitUse(used);
        String tokens = tokens(realm);
        String policy = policy(realm);

        assertThat(PATH).hasSizeGreaterThan(1);
        for (String version : PATH) {
            replace(deployed.on(version));

            assertThat(server.log()).as(version).contains("Keycloak " + version);
            assertThat(tokens(realm)).as(version).isEqualTo(tokens);
            assertThat(policy(realm)).as(version).isEqualTo(policy);
            for (TestRealm.Token live : List.of(used, unused, rotated, overlapping)) {
                realm.assertActive(realm.introspect(live.secret()));
            }
            realm.assertRejected(realm.introspect(revoked.secret()));
            // Its use is the last one, so that no earlier one is still to be written.
            TestRealm.Token marker = realm.createNamed("alice", "created there");
            realm.assertActive(realm.introspect(marker.secret()));
            awaitUse(marker);
            realm.revoke(marker);
            tokens = tokens(realm);
        }
    }

    @Test
    void whileOurJarIsOutTokensAreRejectedAndWhenItIsBackTheyWork(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String tokens = tokens(realm);
        Deployment ours = deployed;

        replace(ours.withoutProvider());
        realm.assertRejected(realm.introspect(token.secret()));
        String jwt = realm.login("alice");
        realm.assertActive(realm.introspect(jwt));
        // The page of the account console tells by this that only the theme is there.
        assertThat(Http.withBearer(jwt).get(realm.apiTokens()).asString())
                .isEqualTo(Http.withBearer(jwt)
                        .get("/realms/" + realm.name() + "/no-such-provider")
                        .asString());
        replace(ours);

        assertThat(tokens(realm)).isEqualTo(tokens);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void saysThatThePortIsTaken() {
        assertThat(server.logOfFailedStart("--http-port=" + port()))
                .containsPattern("Port(\\(s\\))? already bound: " + port());
    }

    @Test
    void saysThatTheDatabaseIsDown() {
        int nobody = Ports.free();

        String log = server.logOfFailedStart("--db-url=jdbc:postgresql://127.0.0.1:" + nobody + "/postgres");

        assertThat(log).contains("Connection to 127.0.0.1:" + nobody + " refused");
    }

    private void replace(Deployment deployment) {
        server.replace(deployment);
        deployed = deployment;
    }

    private int port() {
        return URI.create(server.baseUrl()).getPort();
    }

    private void awaitUse(TestRealm.Token token) {
        Await.until(
                "the use is written",
                () -> database.number("select count(LAST_USED_AT) from MYC_API_TOKEN where ID = ?", token.id()) == 1);
    }

    private static String tokens(TestRealm realm) {
        return Http.withBearer(realm.login("alice")).get(realm.apiTokens()).asString();
    }

    private static String policy(TestRealm realm) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/policy")
                .asString();
    }
}
