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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

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

    /** The tables are those of the first release, without what later ones added; five realms have tokens in them. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class FromTheFirstRelease {

        private final TestRealm mails = TestRealm.create();
        private final TestRealm choices = TestRealm.create();
        private final TestRealm reasons = TestRealm.create();
        private final TestRealm uses = TestRealm.create();
        private final TestRealm names = TestRealm.create();
        private final TestRealm.Token rotatedLater = mails.createToken();
        private final TestRealm.Token unrestricted = ownedByBuilder();
        private final TestRealm.Token revoked = reasons.createToken();
        private final TestRealm.Token live = reasons.createNamed("alice", "live");
        private final TestRealm.Token used = uses.createToken();
        private final TestRealm.Token found = names.createNamed("alice", "Straße");

        private TestRealm.Token ownedByBuilder() {
            Roles.of(choices).realmRole("builder").giveTo("alice", "builder");
            return choices.createToken();
        }

        @BeforeAll
        void upgrade() {
            reasons.revoke(revoked);
            uses.assertActive(uses.introspect(used.secret()));
            awaitUse(used);
            server.stop();
            try {
                undoReason();
                database.dropIndex("MYC_API_TOKEN", "MYC_IDX_TOKEN_NAME_START");
                undo("search", "alter table MYC_API_TOKEN drop column NAME_START");
                undo("use", "drop table MYC_API_TOKEN_USE");
                undo(
                        "access",
                        "drop table MYC_API_TOKEN_ROLE",
                        "drop table MYC_API_TOKEN_AUDIENCE",
                        "alter table MYC_API_TOKEN drop column ROLES_CHOSEN",
                        "alter table MYC_API_TOKEN drop column AUDIENCE_CHOSEN",
                        "alter table MYC_API_TOKEN drop column TOKEN_DESCRIPTION");
                database.dropIndex("MYC_API_TOKEN", "MYC_IDX_TOKEN_NEWS");
                undo(
                        "mail",
                        "drop table MYC_API_TOKEN_MAIL",
                        "alter table MYC_API_TOKEN drop column NEWS",
                        "alter table MYC_API_TOKEN drop column NEWS_AT");
            } finally {
                server.restart();
            }
        }

        /** The newest change. */
        private void undoReason() {
            undo("reason", "alter table MYC_API_TOKEN drop column REVOCATION_REASON");
        }

        private void undo(String change, String... statements) {
            List.of(statements).forEach(database::update);
            assertThat(database.update(
                            "delete from DATABASECHANGELOG_API_TOKEN_ where FILENAME like ?", "%-" + change + ".xml"))
                    .isPositive();
        }

        @AfterAll
        void discard() {
            List.of(mails, choices, reasons, uses, names).forEach(TestRealm::discard);
        }

        /** The first release sent mails within requests. A mail that waits is sent after the newest change, too. */
        @Test
        void waitingMailSurvivesCrashAndUpgrade() {
            mails.assertActive(mails.introspect(rotatedLater.secret()));

            try (BadMailServer silent = BadMailServer.silent(mails)) {
                mails.rotated(rotatedLater, "{}");
                Await.until("the mail server is asked", () -> silent.connections() > 0);
                server.kill();
                undoReason();
                server.restart();
            }

            try (Mailbox mailbox = Mailbox.of(mails)) {
                database.update("update MYC_API_TOKEN_MAIL set NEXT_AT = 1");
                database.update("update MYC_API_TOKEN set NEWS_AT = 1 where NEWS_AT is not null");
                assertThat(mailbox.await("alice", "Your API token has a new secret"))
                        .contains("ci-deploy");
            }
        }

        @Test
        void tokensFromBeforeChoicesKeepFullAccess() {
            TestRealm.Token restricted = choices.createToken("alice", """
                    {"name":"restricted","realmRoles":[]}""");
            choices.assertActive(choices.introspect(unrestricted.secret()));
            assertThat(choices.introspect(unrestricted.secret()).<List<String>>path("realm_access.roles"))
                    .contains("builder");
            assertThat(choices.introspect(restricted.secret()).<Object>path("realm_access"))
                    .isNull();
            assertThat(Http.withBearer(choices.login("alice"))
                            .get(choices.apiTokens())
                            .asString())
                    .contains("\"realmRoles\":null", "\"realmRoles\":[]", "\"description\":null");
        }

        @Test
        void tokensFromBeforeReasonsEndWithoutOne() {
            reasons.assertActive(reasons.introspect(live.secret()));
            reasons.revoke(live);
            assertThat(Http.withBearer(reasons.login("alice"))
                            .get(reasons.apiTokens() + "/ended")
                            .jsonPath()
                            .getList("endReason", String.class))
                    .containsExactly("owner", null);
        }

        /** The first release kept one resource server per token. */
        @Test
        void tokensFromBeforeLastUsesKeepTheirLastUse() {
            assertThat(lastUses(uses, used)).containsExactly("catalog-server");
            TestRealm.Token after = uses.createNamed("alice", "after");
            uses.assertActive(uses.introspect(used.secret()));
            uses.assertActive(uses.introspect(after.secret()));
            awaitUse(after);
            assertThat(lastUses(uses, after)).containsExactly("catalog-server");
            assertThat(lastUses(uses, used)).containsExactly("catalog-server");
        }

        @Test
        void tokensFromBeforeNameSearchAreFound() {
            names.assertActive(names.introspect(found.secret()));
            Await.until(
                    "the search finds it",
                    () -> Admin.get(names.adminPath("/api-tokens?nameStartsWith=strass"))
                            .jsonPath()
                            .getList("id")
                            .equals(List.of(found.id())));
        }
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
