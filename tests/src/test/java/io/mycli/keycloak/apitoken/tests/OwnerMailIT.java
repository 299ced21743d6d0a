package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.server.Await;
import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What owners are told by mail of what their tokens do by themselves. */
@KeycloakTest
@ContractTest
class OwnerMailIT {

    @Test
    void tellsOfCreation(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.mint("alice", "{\"name\":\"<b>ci\"}");

            assertThat(mails.await("alice", "An API token was created for your account"))
                    .contains("&lt;b&gt;ci", "at Example Org", "/account/");
        }
    }

    @Test
    void tellsOfRotation(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.rotated(realm.mint(), "{}");

            assertThat(mails.await("alice", "Your API token has a new secret")).contains("ci-deploy");
        }
    }

    @Test
    void tellsNobodyAtUnverifiedAddress(TestRealm realm) {
        Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("emailVerified", false));
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.rotate(realm.login("bob"), realm.mint("bob", "{\"name\":\"bobs\"}"), "{}");
            realm.mint();

            mails.await("alice", "An API token was created");
            assertThat(mails.to("bob")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30d, 14, Your API token expires in 14 days",
        "30d, 7, Your API token expires in 7 days",
        "30d, 1, Your API token expires tomorrow"
    })
    void warnsBeforeTheEnd(String lifetime, int days, String subject, TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"" + lifetime + "\"}");
            realm.mint("alice", "{\"name\":\"long-lived\",\"expiresIn\":\"1y\"}");

            endsIn(token, Duration.ofDays(days).minusHours(1));

            assertThat(mails.await("alice", subject)).contains("ci").doesNotContain("long-lived");
            assertThat(mails.count()).isEqualTo(3); // two of creations
        }
    }

    @Test
    void goesThroughTheStagesOnceEach(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"30d\"}");

            endsIn(token, Duration.ofDays(13));
            mails.await("alice", "Your API token expires in 14 days");
            assertThat(noticeAt(token))
                    .isEqualTo(expiresAt(token) - Duration.ofDays(7).toMillis());
            endsIn(token, Duration.ofDays(6));
            mails.await("alice", "Your API token expires in 7 days");
            assertThat(noticeAt(token))
                    .isEqualTo(expiresAt(token) - Duration.ofDays(1).toMillis());
            endsIn(token, Duration.ofHours(5));
            mails.await("alice", "Your API token expires tomorrow");
            assertThat(noticeAt(token)).isEqualTo(expiresAt(token));
            endsIn(token, Duration.ofSeconds(-5));
            mails.await("alice", "Your API token has expired");
            assertThat(noticeAt(token)).isZero();

            assertThat(mails.to("alice")).hasSize(5);
        }
    }

    @Test
    void gathersWhatEndsTogether(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.speaks(realm, "alice", "de");
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token first = realm.mint("alice", "{\"name\":\"first\",\"expiresIn\":\"30d\"}");
            TestRealm.Token second = realm.mint("alice", "{\"name\":\"second\",\"expiresIn\":\"30d\"}");
            KeycloakServer.get()
                    .database()
                    .update(
                            "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID in (?, ?)",
                            System.currentTimeMillis() + Duration.ofDays(5).toMillis(),
                            first.id(),
                            second.id());

            assertThat(mails.await("alice", "Ihr API-Token läuft in 7 Tagen ab"))
                    .contains("first", "second");
            assertThat(mails.count()).isEqualTo(1);
        }
    }

    /** Whoever mints a token for a day has just been told when it ends. */
    @ParameterizedTest
    @CsvSource({"90d, 14", "14d, 7", "7d, 1", "12h, 0"})
    void firstWarningDependsOnTheLifetime(String lifetime, int days, TestRealm realm) {
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"" + lifetime + "\"}");

        assertThat(noticeAt(token))
                .isEqualTo(expiresAt(token) - Duration.ofDays(days).toMillis());
    }

    @Test
    void tellsNothingOfTokenThatNeverEndsNorOfOneThatItsOwnerRevoked(TestRealm realm) {
        TestRealm.Token never = realm.mint();
        TestRealm.Token revoked = realm.mint("alice", "{\"name\":\"x\",\"expiresIn\":\"30d\"}");
        realm.revoke(revoked);

        assertThat(noticeAt(never)).isZero();
        assertThat(noticeAt(revoked)).isZero();
    }

    @Test
    void rotationBeginsAnew(TestRealm realm) {
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"30d\"}");
        realm.age(token, "CREATED_AT", Duration.ofDays(20).toSeconds());
        endsIn(token, Duration.ofDays(10));

        realm.rotated(token, "{}");

        assertThat(noticeAt(token))
                .isEqualTo(expiresAt(token) - Duration.ofDays(14).toMillis());
    }

    @Test
    void shorterLifeIsLookedAtAnew(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"1y\"}");
            realm.setAttribute("api-tokens.max-lifetime", "3d");

            Admin.post(realm.adminPath("/api-tokens/policy/enforce"), "");

            mails.await("alice", "Your API token expires in 7 days");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "rotated", "expiring", "expired", "revoked", "leaked"})
    void realmSwitchesEachOff(String kind, TestRealm realm) {
        realm.setAttribute("api-tokens.mail-" + kind, "false");
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token revoked = realm.mint("alice", "{\"name\":\"revoked\"}");
            TestRealm.Token leaked = realm.mint("alice", "{\"name\":\"leaked\"}");
            realm.rotated(realm.mint("alice", "{\"name\":\"rotated\"}"), "{}");
            TestRealm.Token expiring = realm.mint("alice", "{\"name\":\"expiring\",\"expiresIn\":\"30d\"}");
            TestRealm.Token expired = realm.mint("alice", "{\"name\":\"expired\",\"expiresIn\":\"30d\"}");
            Admin.delete(realm.adminPath("/api-tokens/" + revoked.id()));
            Admin.delete(realm.adminPath("/api-tokens/" + leaked.id() + "?reason=leaked"));
            endsIn(expiring, Duration.ofHours(5));
            endsIn(expired, Duration.ofSeconds(-5));
            Await.until("both are looked at", () -> noticeAt(expired) == 0 && noticeAt(expiring) > 1);

            Map<String, String> subjects = Map.of(
                    "created", "An API token was created",
                    "rotated", "Your API token has a new secret",
                    "expiring", "Your API token expires tomorrow",
                    "expired", "Your API token has expired",
                    "revoked", "An administrator revoked",
                    "leaked", "Your API token was found in the wrong hands");
            subjects.forEach((other, subject) -> {
                if (!other.equals(kind) && !other.equals("created")) {
                    mails.await("alice", subject);
                }
            });
            assertThat(mails.to("alice")).noneMatch(mail -> mail.startsWith(subjects.get(kind)));
        }
    }

    /** The mail server comes back within the hour after which it is asked again, or it does not. */
    @Test
    void triesAgainWhereTheMailServerIsAway(TestRealm realm) {
        Mailbox mails = Mailbox.of(realm);
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"30d\"}");
        mails.stop();

        endsIn(token, Duration.ofDays(13));

        long hour = Duration.ofHours(1).toMillis();
        Await.until(
                "it is put off",
                () -> noticeAt(token) > System.currentTimeMillis() + hour / 2
                        && noticeAt(token) <= System.currentTimeMillis() + hour);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void oldNewsIsNoNews(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token expired = realm.mint("alice", "{\"name\":\"expired\",\"expiresIn\":\"30d\"}");
            TestRealm.Token disabledOwners = realm.mint("bob", "{\"name\":\"bobs\",\"expiresIn\":\"30d\"}");
            Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("enabled", false));
            endsIn(expired, Duration.ofDays(-4));
            endsIn(disabledOwners, Duration.ofDays(-1));

            Await.until("both are looked at", () -> noticeAt(expired) == 0 && noticeAt(disabledOwners) == 0);

            assertThat(mails.count()).isZero();
        }
    }

    /** As if time had passed: it ends then, and somebody is to look at it. */
    private static void endsIn(TestRealm.Token token, Duration time) {
        long end = (System.currentTimeMillis() + time.toMillis()) / 1000 * 1000;
        int rows = KeycloakServer.get()
                .database()
                .update("update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID = ?", end, token.id());
        assertThat(rows).isEqualTo(1);
    }

    /** 0 for never. */
    private static long noticeAt(TestRealm.Token token) {
        return column("NOTICE_AT", token);
    }

    private static long expiresAt(TestRealm.Token token) {
        return column("EXPIRES_AT", token);
    }

    private static long column(String name, TestRealm.Token token) {
        List<String> values = KeycloakServer.get()
                .database()
                .strings("select " + name + " from MYC_API_TOKEN where ID = ?", token.id());
        return values.get(0) == null ? 0 : Long.parseLong(values.get(0));
    }
}
