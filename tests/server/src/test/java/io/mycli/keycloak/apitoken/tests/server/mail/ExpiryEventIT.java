package io.mycli.keycloak.apitoken.tests.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The events of a token's expiry, before and after it, which no mail server delays for other realms. */
@KeycloakTest
class ExpiryEventIT {

    @Test
    void isRecordedOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"1h"}""");
        expire(realm, token);
        Await.until("the expiry is recorded", () -> expiries(realm) == 1);

        TestRealm.Token second = realm.createToken("alice", """
                {"name":"second","expiresIn":"1h"}""");
        expire(realm, second);
        Await.until("the second expiry is recorded", () -> expiries(realm) == 2);

        assertThat(realm.events("REMOVE_CREDENTIAL"))
                .extracting("details.token_id", "details.reason", "details.credential_id")
                .containsExactlyInAnyOrder(
                        tuple(token.id(), "expired", token.id()), tuple(second.id(), "expired", second.id()));
    }

    /** In a realm that sends no mail, too. */
    @Test
    void isAnnouncedAtEachStage(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"30d"}""");
        realm.table().endsIn(token, Duration.ofDays(13));
        Await.until("the first is recorded", () -> announcements(realm).size() == 1);
        realm.table().endsIn(token, Duration.ofDays(6));
        Await.until("the second is recorded", () -> announcements(realm).size() == 2);
        realm.table().endsIn(token, Duration.ofHours(5));
        Await.until("the last is recorded", () -> announcements(realm).size() == 3);
        expire(realm, token);
        Await.until("the expiry is recorded", () -> expiries(realm) == 1);

        assertThat(announcements(realm))
                .hasSize(3)
                .extracting("details.token_id", "details.credential_type", "details.token_name", "userId")
                .containsOnly(tuple(token.id(), "api-token", "ci", realm.userId("alice")));
    }

    /** Keycloak's mail would say that the token was changed. */
    @Test
    void isNotAnnouncedWithMailOfEachEvent(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token token = realm.createToken("alice", """
                    {"name":"ci","expiresIn":"30d"}""");
            mails.await("alice", "An API token was created");
            realm.update(Map.of("eventsListeners", List.of("jboss-logging", "email")));

            realm.table().endsIn(token, Duration.ofDays(6));
            mails.await("alice", "Your API token expires in 7 days");
            expire(realm, token);
            Await.until("the expiry is recorded", () -> expiries(realm) == 1);

            assertThat(announcements(realm)).isEmpty();
        }
    }

    /** Its row is not locked meanwhile: what leaked must end at once. */
    @Test
    void listenerThatWaitsHoldsUpNoRevocation(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-expiring", "false");
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"30d"}""");
        try (BadMailServer server = BadMailServer.silent(realm)) {
            realm.update(Map.of("eventsListeners", List.of("jboss-logging", "waiting")));
            realm.table().endsIn(token, Duration.ofDays(6));
            Await.until("the listener waits", () -> server.connections() > 0);

            CompletableFuture<Void> revocation = CompletableFuture.runAsync(() -> realm.revoke(token));

            Await.until("it is revoked", revocation::isDone);
            assertThat(revocation).isCompleted();
            assertThat(announcements(realm)).as("still waits").isEmpty();
        }
    }

    /** Keycloak's event listener {@code email} waits for the mail server at each event. */
    @Test
    void listenerThatWaitsDelaysNoOtherRealm(TestRealm slow) {
        TestRealm other = TestRealm.create();
        slow.setAttribute("api-tokens.mail-created", "false");
        slow.setAttribute("api-tokens.mail-expired", "false");
        List<TestRealm.Token> tokens = IntStream.range(0, 8)
                .mapToObj(i -> slow.createToken("alice", "{\"name\":\"ci " + i + "\",\"expiresIn\":\"1h\"}"))
                .toList();
        TestRealm.Token token = other.createToken("alice", """
                {"name":"ci","expiresIn":"1h"}""");
        try (BadMailServer server = BadMailServer.silent(slow)) {
            slow.update(Map.of("eventsListeners", List.of("jboss-logging", "email")));
            tokens.forEach(expired -> expire(slow, expired));
            Await.until("the listener waits", () -> server.connections() > 0);

            expire(other, token);

            Await.until("the other realm's expiry is recorded", () -> expiries(other) == 1);
            assertThat(server.connections()).as("waits").isLessThan(8);
        } finally {
            other.discard();
        }
    }

    private static void expire(TestRealm realm, TestRealm.Token token) {
        realm.table().endsIn(token, Duration.ofSeconds(-1));
    }

    private static List<Map<String, Object>> announcements(TestRealm realm) {
        return realm.events("UPDATE_CREDENTIAL").stream()
                .filter(event -> event.toString().contains("reason=expiring"))
                .toList();
    }

    private static int expiries(TestRealm realm) {
        return realm.events("REMOVE_CREDENTIAL").size();
    }
}
