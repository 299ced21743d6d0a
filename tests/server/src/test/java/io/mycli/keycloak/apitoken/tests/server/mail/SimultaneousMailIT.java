package io.mycli.keycloak.apitoken.tests.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Mails about tokens that change while a mail to their owner is sent: none is lost, late, or sent twice. */
@ContractTest
@ResourceLock(Mailbox.HOURS)
class SimultaneousMailIT {

    private static final String LONG_LIVED = """
            {"name":"ci","expiresIn":"30d"}""";

    private final Database database = KeycloakServer.get().database();

    /** The row of the token has one time for both of its mails. */
    @Test
    void leakDuringAnotherMailWaitsForNoRotation(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token token = realm.createToken();
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token rotated = realm.rotated(token, "{}");
            mails.await("alice", "Your API token has a new secret");
            realm.rotated(rotated, "{}");
            Await.until("the second rotation waits", () -> Mailbox.due(realm) == 0);
        }
        realm.setAttribute("api-tokens.mail-created", "true");
        try (BadMailServer slow = BadMailServer.slow(realm)) {
            realm.createNamed("alice", "other");
            Await.until("the mail server is asked", () -> slow.connections() > 0);
            Admin.delete(realm.adminPath("/api-tokens/" + token.id() + "?reason=leaked"));
            try (Mailbox mails = Mailbox.of(realm)) {
                slow.hurry();

                mails.await("alice", "Your API token has leaked");
            }
        }
    }

    @Test
    void creationIsToldOnceThoughTheTokenIsRotatedMeanwhile(TestRealm realm) {
        try (BadMailServer slow = BadMailServer.slow(realm)) {
            TestRealm.Token token = realm.createToken();
            Await.until("the mail server is asked", () -> slow.connections() > 0);
            realm.rotated(token, "{}");
            try (Mailbox mails = Mailbox.of(realm)) {
                slow.hurry();

                mails.await("alice", "Your API token has a new secret");
                Await.until("nothing is left to tell", () -> news(token) == 0);
                assertThat(mails.count()).isEqualTo(1);
            }
        }
    }

    /** The other rotation ends after the mail was sent, and before the mail is noted as sent. */
    @Test
    void eachRotationIsTold(TestRealm realm) throws SQLException {
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token token = realm.createToken();
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.rotated(token, "{}");
            try (Connection connection = database.connect();
                    PreparedStatement rotation = connection.prepareStatement("update MYC_API_TOKEN"
                            + " set ROTATED_AT = ROTATED_AT + 1, NEWS = 32, NEWS_AT = ROTATED_AT where ID = ?")) {
                connection.setAutoCommit(false);
                rotation.setString(1, token.id());
                rotation.executeUpdate();
                mails.await("alice", "Your API token has a new secret");
                connection.commit();
            }

            Mailbox.anHourLater(realm);

            Await.until("the other one is told", () -> mails.count() == 2);
        }
    }

    @Test
    void rotationOfExpiringTokenLeavesNothingToTell(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-rotated", "false");
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token token = realm.createToken();
        database.update(
                "update MYC_API_TOKEN set NEWS = 2, NEWS_AT = ? where ID = ?",
                System.currentTimeMillis() + Duration.ofHours(1).toMillis(),
                token.id());

        realm.rotated(token, "{}");

        assertThat(database.number(
                        "select count(*) from MYC_API_TOKEN where ID = ? and NEWS = 0 and NEWS_AT is null", token.id()))
                .isEqualTo(1);
    }

    /** Another node has recorded the next notice while this one sends the mail about the notice before. */
    @Test
    void eachNoticeOfExpiryIsTold(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token token = realm.createToken("alice", LONG_LIVED);
        try (BadMailServer slow = BadMailServer.slow(realm)) {
            realm.table().endsIn(token, Duration.ofDays(13));
            Await.until("the mail server is asked", () -> slow.connections() > 0);
            database.update(
                    "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = ?, NEWS_AT = ? where ID = ?",
                    in(Duration.ofDays(6)),
                    in(Duration.ofDays(5)),
                    in(Duration.ZERO),
                    token.id());
            try (Mailbox mails = Mailbox.of(realm)) {
                slow.hurry();
                Mailbox.anHourLater(realm);

                mails.await("alice", "Your API token expires in 7 days");
            }
        }
    }

    /** The mail about the notice before is late, and would be about this one. */
    @Test
    void noticeThatIsNotRecordedYetIsToldOnce(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token token = realm.createToken("alice", LONG_LIVED);
        realm.setAttribute("api-tokens.mail-created", "true");
        try (Mailbox mails = Mailbox.of(realm)) {
            long soon = in(Duration.ofSeconds(5));
            database.update(
                    "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = ?, NEWS = 2, NEWS_AT = ? where ID = ?",
                    in(Duration.ofDays(5)),
                    soon,
                    soon,
                    token.id());
            database.whileHeld(token.id(), () -> {
                Await.until("a mail to alice is due", () -> System.currentTimeMillis() > soon);
                realm.createNamed("bob", "later");
                mails.await("bob", "An API token was created");
            });

            mails.await("alice", "Your API token expires in 7 days");
            Await.until("nothing is left to tell", () -> news(token) == 0);
            assertThat(OwnerMailIT.noticeAt(token)).isGreaterThan(in(Duration.ofDays(1)));
            assertThat(mails.count()).isEqualTo(2);
        }
    }

    private static long in(Duration time) {
        return System.currentTimeMillis() + time.toMillis();
    }

    private long news(TestRealm.Token token) {
        return database.number("select NEWS from MYC_API_TOKEN where ID = ?", token.id());
    }
}
