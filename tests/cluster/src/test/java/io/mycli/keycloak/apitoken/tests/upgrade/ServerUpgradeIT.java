package io.mycli.keycloak.apitoken.tests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.Deployment;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an operator does to a server with live tokens: newer Keycloaks on the same database, one after the other, our
 * JAR taken out and put back, a migration that was cut off. The leg begins with the oldest version.
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
        TestRealm.Token used = realm.mint("alice", "{\"name\":\"used\",\"expiresIn\":\"90d\",\"profile\":\"staging\"}");
        TestRealm.Token unused = realm.mint("alice", "{\"name\":\"unused\",\"scope\":\"phone\"}");
        TestRealm.Token revoked = realm.mint("alice", "{\"name\":\"revoked\"}");
        TestRealm.Token overlapping = realm.mint("alice", "{\"name\":\"rotated\"}");
        TestRealm.Token rotated = realm.rotated(overlapping, "{\"overlap\":\"7d\"}");
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
            realm.assertRefused(realm.introspect(revoked.secret()));
            realm.revoke(realm.mint("alice", "{\"name\":\"minted there\"}"));
            awaitUse(unused);
            tokens = tokens(realm);
        }
    }

    @Test
    void whileOurJarIsOutTokensAreRefusedAndWhenItIsBackTheyWork(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        String tokens = tokens(realm);
        Deployment ours = deployed;

        replace(ours.withoutProvider());
        realm.assertRefused(realm.introspect(token.secret()));
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

    /** As on a database whose statements are not undone: a part of the schema is there, and nobody noted it. */
    @Test
    void migrationThatWasCutOffIsFinishedByTheNextStart(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        server.stop();
        database.update("drop index MYC_IDX_TOKEN_EXPIRES");
        database.update("alter table MYC_API_TOKEN drop constraint MYC_UK_TOKEN_NAME");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_");

        server.restart();

        realm.assertActive(realm.introspect(token.secret()));
        assertThat(indexes()).contains("myc_idx_token_expires", "myc_uk_token_name");
    }

    /** From a release that sent mails within requests. What waits for a mail server survives the next start, too. */
    @Test
    void tableOfBeforeIsChangedWithLiveTokens(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        server.stop();
        database.update("drop table MYC_API_TOKEN_MAIL");
        database.update("drop index MYC_IDX_TOKEN_NEWS");
        database.update("alter table MYC_API_TOKEN drop column NEWS");
        database.update("alter table MYC_API_TOKEN drop column NEWS_AT");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-mail.xml'");
        server.restart();
        realm.assertActive(realm.introspect(token.secret()));

        try (BadMailServer silent = BadMailServer.silent(realm)) {
            realm.rotated(token, "{}");
            Await.until("the mail server is asked", () -> silent.connections() > 0);
            server.kill();
            server.restart();
        }

        try (Mailbox mails = Mailbox.of(realm)) {
            database.update("update MYC_API_TOKEN_MAIL set NEXT_AT = 1");
            database.update("update MYC_API_TOKEN set NEWS_AT = 1 where NEWS_AT is not null");
            assertThat(mails.await("alice", "Your API token has a new secret")).contains("ci-deploy");
        }
    }

    /** From a release whose tokens all had full access. */
    @Test
    void tokensFromBeforeChoicesKeepFullAccess(TestRealm realm) {
        Roles.of(realm).realmRole("builder").giveTo("alice", "builder");
        TestRealm.Token before = realm.mint();
        server.stop();
        database.update("drop table MYC_API_TOKEN_ROLE");
        database.update("drop table MYC_API_TOKEN_AUDIENCE");
        database.update("alter table MYC_API_TOKEN drop column ROLES_CHOSEN");
        database.update("alter table MYC_API_TOKEN drop column AUDIENCE_CHOSEN");
        database.update("alter table MYC_API_TOKEN drop column TOKEN_DESCRIPTION");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-access.xml'");

        server.restart();

        TestRealm.Token restricted = realm.mint("alice", "{\"name\":\"restricted\",\"realmRoles\":[]}");
        realm.assertActive(realm.introspect(before.secret()));
        assertThat(realm.introspect(before.secret()).<List<String>>path("realm_access.roles"))
                .contains("builder");
        assertThat(realm.introspect(restricted.secret()).<Object>path("realm_access"))
                .isNull();
        assertThat(tokens(realm)).contains("\"realmRoles\":null", "\"realmRoles\":[]", "\"description\":null");
    }

    /** From a release that kept one resource server per token. */
    @Test
    void tokensFromBeforeLastUsesKeepTheirLastUse(TestRealm realm) {
        TestRealm.Token before = realm.mint();
        realm.assertActive(realm.introspect(before.secret()));
        awaitUse(before);
        server.stop();
        database.update("drop table MYC_API_TOKEN_USE");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-use.xml'");

        server.restart();

        assertThat(lastUses(realm, before)).containsExactly("catalog-server");
        TestRealm.Token after = realm.mint("alice", "{\"name\":\"after\"}");
        realm.assertActive(realm.introspect(before.secret()));
        realm.assertActive(realm.introspect(after.secret()));
        awaitUse(after);
        assertThat(lastUses(realm, after)).containsExactly("catalog-server");
        assertThat(lastUses(realm, before)).containsExactly("catalog-server");
    }

    private static List<String> lastUses(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .jsonPath()
                .getList("lastUses.clientId");
    }

    /** From a release without the search in names. */
    @Test
    void tokensFromBeforeNameSearchAreFound(TestRealm realm) {
        TestRealm.Token before = realm.mint("alice", "{\"name\":\"Straße\"}");
        server.stop();
        database.update("drop index MYC_IDX_TOKEN_NAME_START");
        database.update("alter table MYC_API_TOKEN drop column NAME_START");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-search.xml'");

        server.restart();

        realm.assertActive(realm.introspect(before.secret()));
        Await.until(
                "the search finds it",
                () -> Admin.get(realm.adminPath("/api-tokens?nameStartsWith=strass"))
                        .jsonPath()
                        .getList("id")
                        .equals(List.of(before.id())));
    }

    @Test
    void saysThatThePortIsTaken() {
        assertThat(server.logOfFailedStart("--http-port=" + port()))
                .containsPattern("Port(\\(s\\))? already bound: " + port());
    }

    @Test
    void saysThatTheDatabaseIsDown() {
        int nobody = DistributionServer.freePort();

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

    private List<String> indexes() {
        return database.strings("select indexname from pg_indexes where tablename = 'myc_api_token'");
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
