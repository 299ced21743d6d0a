package io.mycli.keycloak.apitoken.tests.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What owners are told by mail of what their tokens do by themselves. */
@KeycloakTest
@ContractTest
@ResourceLock(Mailbox.HOURS)
class ExpiryMailIT {

    @ParameterizedTest
    @CsvSource({
        "30d, 14, Your API token expires in 14 days",
        "30d, 7, Your API token expires in 7 days",
        "30d, 1, Your API token expires tomorrow"
    })
    void warnsBeforeTheEnd(String lifetime, int days, String subject, TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token token = realm.createToken("alice", "{\"name\":\"ci\",\"expiresIn\":\"" + lifetime + "\"}");
            realm.createToken("alice", """
                    {"name":"long-lived","expiresIn":"1y"}""");

            realm.table().endsIn(token, Duration.ofDays(days).minusHours(1));

            assertThat(mails.await("alice", subject)).contains("ci").doesNotContain("long-lived");
            assertThat(mails.count()).isEqualTo(1);
        }
    }

    @Test
    void goesThroughTheStagesOnceEach(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token token = realm.createToken("alice", """
                    {"name":"ci","expiresIn":"30d"}""");

            realm.table().endsIn(token, Duration.ofDays(13));
            mails.await("alice", "Your API token expires in 14 days");
            assertThat(OwnerMailIT.noticeAt(token))
                    .isEqualTo(expiresAt(token) - Duration.ofDays(7).toMillis());
            Mailbox.anHourLater(realm);
            realm.table().endsIn(token, Duration.ofDays(6));
            mails.await("alice", "Your API token expires in 7 days");
            assertThat(OwnerMailIT.noticeAt(token))
                    .isEqualTo(expiresAt(token) - Duration.ofDays(1).toMillis());
            Mailbox.anHourLater(realm);
            realm.table().endsIn(token, Duration.ofHours(5));
            mails.await("alice", "Your API token expires tomorrow");
            assertThat(OwnerMailIT.noticeAt(token)).isEqualTo(expiresAt(token));
            realm.table().endsIn(token, Duration.ofSeconds(-5));
            mails.await("alice", "Your API token has expired");
            assertThat(OwnerMailIT.noticeAt(token)).isZero();

            assertThat(mails.to("alice")).hasSize(5);
        }
    }

    @Test
    void gathersWhatEndsTogether(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.speaks(realm, "alice", "de");
            realm.update(Map.of("accountTheme", "api-tokens"));
            realm.setAttribute("frontendUrl", KeycloakServer.get().baseUrl());
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token first = realm.createToken("alice", """
                    {"name":"first","expiresIn":"30d"}""");
            TestRealm.Token second = realm.createToken("alice", """
                    {"name":"second","expiresIn":"30d"}""");
            KeycloakServer.get()
                    .database()
                    .update(
                            "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID in (?, ?)",
                            System.currentTimeMillis() + Duration.ofDays(5).toMillis(),
                            first.id(),
                            second.id());

            assertThat(mails.await("alice", "Ihr API-Token läuft in 7 Tagen ab"))
                    .contains("first", "second", "/account/content/api-tokens")
                    .doesNotContain("#token/");
            assertThat(mails.count()).isEqualTo(1);
        }
    }

    /** What is the most urgent goes first. */
    @Test
    void tellsOfOneStageAnHour(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token first = realm.createToken("alice", """
                    {"name":"first","expiresIn":"30d"}""");
            TestRealm.Token second = realm.createToken("alice", """
                    {"name":"second","expiresIn":"30d"}""");
            KeycloakServer.get()
                    .database()
                    .updateEach(
                            "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID = ?",
                            List.of(new Object[] {inDays(5), first.id()}, new Object[] {inDays(1), second.id()}));

            assertThat(mails.await("alice", "Your API token expires tomorrow"))
                    .contains("second")
                    .doesNotContain("first");
            Mailbox.anHourLater(realm);
            assertThat(mails.await("alice", "Your API token expires in 7 days"))
                    .contains("first")
                    .doesNotContain("second");
        }
    }

    private static long inDays(int days) {
        return System.currentTimeMillis() + Duration.ofDays(days).toMillis();
    }

    /** An owner who creates a token for a day has just been told when it ends. */
    @ParameterizedTest
    @CsvSource({"90d, 14", "14d, 7", "7d, 1", "12h, 0"})
    void firstWarningDependsOnTheLifetime(String lifetime, int days, TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", "{\"name\":\"ci\",\"expiresIn\":\"" + lifetime + "\"}");

        assertThat(OwnerMailIT.noticeAt(token))
                .isEqualTo(expiresAt(token) - Duration.ofDays(days).toMillis());
    }

    @Test
    void tellsNothingOfTokenThatNeverEndsNorOfOneThatItsOwnerRevoked(TestRealm realm) {
        TestRealm.Token never = realm.createToken();
        TestRealm.Token revoked = realm.createToken("alice", """
                {"name":"x","expiresIn":"30d"}""");
        realm.revoke(revoked);

        assertThat(OwnerMailIT.noticeAt(never)).isZero();
        assertThat(OwnerMailIT.noticeAt(revoked)).isZero();
    }

    @Test
    void rotationBeginsAnew(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"30d"}""");
        realm.table().age(token, "CREATED_AT", Duration.ofDays(20).toSeconds());
        realm.table().endsIn(token, Duration.ofDays(10));

        realm.rotated(token, "{}");

        assertThat(OwnerMailIT.noticeAt(token))
                .isEqualTo(expiresAt(token) - Duration.ofDays(14).toMillis());
    }

    @Test
    void shorterLifeIsLookedAtAnew(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.createToken("alice", """
                    {"name":"ci","expiresIn":"1y"}""");
            realm.setAttribute("api-tokens.max-lifetime", "3d");

            Admin.post(realm.adminPath("/api-tokens/policy/enforce"), "");

            mails.await("alice", "Your API token expires in 7 days");
        }
    }

    @Test
    void triesAgainWhereTheMailServerIsAway(TestRealm realm) {
        Mailbox mails = Mailbox.of(realm);
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"30d"}""");
        mails.stop();

        realm.table().endsIn(token, Duration.ofDays(13));

        long hour = Duration.ofHours(1).toMillis();
        Await.until(
                "it is put off",
                () -> OwnerMailIT.column("NEWS_AT", token) > System.currentTimeMillis() + hour / 2
                        && OwnerMailIT.column("NEWS_AT", token) <= System.currentTimeMillis() + hour);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void oldNewsIsNoNews(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("api-tokens.mail-created", "false");
            TestRealm.Token expired = realm.createToken("alice", """
                    {"name":"expired","expiresIn":"30d"}""");
            TestRealm.Token disabledOwners = realm.createToken("bob", """
                    {"name":"bobs","expiresIn":"30d"}""");
            Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("enabled", false));
            realm.table().endsIn(expired, Duration.ofDays(-4));
            realm.table().endsIn(disabledOwners, Duration.ofDays(-1));

            Await.until(
                    "both are looked at",
                    () -> OwnerMailIT.noticeAt(expired) == 0
                            && OwnerMailIT.noticeAt(disabledOwners) == 0
                            && OwnerMailIT.column("NEWS", disabledOwners) == 0);

            assertThat(mails.count()).isZero();
        }
    }

    private static long expiresAt(TestRealm.Token token) {
        return OwnerMailIT.column("EXPIRES_AT", token);
    }
}
