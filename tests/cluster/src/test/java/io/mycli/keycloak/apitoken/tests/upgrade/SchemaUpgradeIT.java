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
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of earlier releases, with live tokens, are changed by the first start of this one, on each database. */
@KeycloakTest
class SchemaUpgradeIT {

    private final DistributionServer server = DistributionServer.ofThisRun();
    private final Database database = server.database();

    /** As on a database whose statements are not undone: a part of the schema is there, and nobody noted it. */
    @Test
    void migrationThatWasCutOffIsFinishedByTheNextStart(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        server.stop();
        database.dropIndex("MYC_API_TOKEN", "MYC_IDX_TOKEN_EXPIRES");
        database.update("alter table MYC_API_TOKEN drop constraint MYC_UK_TOKEN_NAME");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_");

        server.restart();

        realm.assertActive(realm.introspect(token.secret()));
        assertThat(database.indexes("MYC_API_TOKEN"))
                .anyMatch(name -> name.startsWith("MYC_IDX_TOKEN_EXPIRES"))
                .anyMatch(name -> name.startsWith("MYC_UK_TOKEN_NAME"));
    }

    /** From a release that sent mails within requests. What waits for a mail server survives the next start, too. */
    @Test
    void tableOfBeforeIsChangedWithLiveTokens(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        server.stop();
        database.update("drop table MYC_API_TOKEN_MAIL");
        database.dropIndex("MYC_API_TOKEN", "MYC_IDX_TOKEN_NEWS");
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
        TestRealm.Token before = realm.createToken();
        server.stop();
        database.update("drop table MYC_API_TOKEN_ROLE");
        database.update("drop table MYC_API_TOKEN_AUDIENCE");
        database.update("alter table MYC_API_TOKEN drop column ROLES_CHOSEN");
        database.update("alter table MYC_API_TOKEN drop column AUDIENCE_CHOSEN");
        database.update("alter table MYC_API_TOKEN drop column TOKEN_DESCRIPTION");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-access.xml'");

        server.restart();

        TestRealm.Token restricted = realm.createToken("alice", """
                {"name":"restricted","realmRoles":[]}""");
        realm.assertActive(realm.introspect(before.secret()));
        assertThat(realm.introspect(before.secret()).<List<String>>path("realm_access.roles"))
                .contains("builder");
        assertThat(realm.introspect(restricted.secret()).<Object>path("realm_access"))
                .isNull();
        assertThat(Http.withBearer(realm.login("alice")).get(realm.apiTokens()).asString())
                .contains("\"realmRoles\":null", "\"realmRoles\":[]", "\"description\":null");
    }

    /** From a release that kept no reason of a revocation. */
    @Test
    void tokensFromBeforeReasonsEndWithoutOne(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        TestRealm.Token live = realm.createNamed("alice", "live");
        realm.revoke(revoked);
        server.stop();
        database.update("alter table MYC_API_TOKEN drop column REVOCATION_REASON");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-reason.xml'");

        server.restart();

        realm.assertActive(realm.introspect(live.secret()));
        realm.revoke(live);
        assertThat(Http.withBearer(realm.login("alice"))
                        .get(realm.apiTokens() + "/ended")
                        .jsonPath()
                        .getList("endReason", String.class))
                .containsExactly("owner", null);
    }

    /** From a release that kept one resource server per token. */
    @Test
    void tokensFromBeforeLastUsesKeepTheirLastUse(TestRealm realm) {
        TestRealm.Token before = realm.createToken();
        realm.assertActive(realm.introspect(before.secret()));
        awaitUse(before);
        server.stop();
        database.update("drop table MYC_API_TOKEN_USE");
        database.update("delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like '%-use.xml'");

        server.restart();

        assertThat(lastUses(realm, before)).containsExactly("catalog-server");
        TestRealm.Token after = realm.createNamed("alice", "after");
        realm.assertActive(realm.introspect(before.secret()));
        realm.assertActive(realm.introspect(after.secret()));
        awaitUse(after);
        assertThat(lastUses(realm, after)).containsExactly("catalog-server");
        assertThat(lastUses(realm, before)).containsExactly("catalog-server");
    }

    /** From a release without the search in names. */
    @Test
    void tokensFromBeforeNameSearchAreFound(TestRealm realm) {
        TestRealm.Token before = realm.createNamed("alice", "Straße");
        server.stop();
        database.dropIndex("MYC_API_TOKEN", "MYC_IDX_TOKEN_NAME_START");
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

    private static List<String> lastUses(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .jsonPath()
                .getList("lastUses.clientId");
    }

    private void awaitUse(TestRealm.Token token) {
        Await.until(
                "the use is written",
                () -> database.number("select count(LAST_USED_AT) from MYC_API_TOKEN where ID = ?", token.id()) == 1);
    }
}
