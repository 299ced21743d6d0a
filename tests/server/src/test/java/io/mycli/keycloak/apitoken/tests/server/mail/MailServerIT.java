package io.mycli.keycloak.apitoken.tests.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Metrics;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Mail servers that are away, say nothing or take half: no request waits, no mail is lost, none is sent twice. */
@ContractTest
@ResourceLock(Mailbox.HOURS)
class MailServerIT {

    /** It takes no mail before the end of the test: a request that waited for one would fail. */
    @Test
    void noRequestWaitsForSlowServer(TestRealm realm) {
        try (BadMailServer server = BadMailServer.slow(realm)) {
            TestRealm.Token token = realm.createToken();
            TestRealm.Token rotated = realm.rotated(token, "{}");
            Admin.delete(realm.adminPath("/api-tokens/" + rotated.id() + "?reason=leaked"));

            Await.until("the mail server is asked", () -> server.connections() > 0);
        }
    }

    @Test
    void leaksOfManyOwnersAreStoredAtOnce(TestRealm realm) {
        realm.setAttribute("api-tokens.leak-reports", "true");
        List<TestRealm.Token> tokens = tokensOfOwners(realm, 33);
        try (BadMailServer server = BadMailServer.slow(realm)) {
            Http.request()
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "tokens",
                            tokens.stream().map(TestRealm.Token::secret).toList()))
                    .post(realm.apiTokens() + "/leaked")
                    .then()
                    .statusCode(204);

            assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(33);
            Await.until("the mail server is asked", () -> server.connections() > 0);
        }
    }

    @Test
    void revocationOfManyOwnersAnswersAtOnce(TestRealm realm) {
        tokensOfOwners(realm, 33);
        try (BadMailServer server = BadMailServer.slow(realm)) {
            Admin.post(realm.adminPath("/api-tokens/revoke"), """
                    {"everything":true}""").then().body("revoked", equalTo(33));

            assertThat(realm.admin("/admin-events?resourcePath=api-tokens*")
                            .jsonPath()
                            .getList("$"))
                    .hasSize(1);
            Await.until("the mail server is asked", () -> server.connections() > 0);
        }
    }

    private static List<TestRealm.Token> tokensOfOwners(TestRealm realm, int count) {
        List<TestRealm.Token> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Admin.post(realm.adminPath("/users"), RealmTemplate.user(realm.name(), "owner" + i));
            tokens.add(realm.createToken("owner" + i, """
                    {"name":"ci"}"""));
        }
        return tokens;
    }

    @Test
    void slowServerDelaysNoOtherRealm(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try (BadMailServer server = BadMailServer.slow(realm);
                Mailbox mails = Mailbox.of(other)) {
            realm.createToken();
            Await.until("the mail server is asked", () -> server.connections() > 0);

            other.createToken();

            mails.await("alice", "An API token was created");
            assertThat(Mailbox.due(realm))
                    .as("it still waits for the mail server")
                    .isPositive();
        } finally {
            other.discard();
        }
    }

    @Test
    void mailIsSentWhenTheServerIsBack(TestRealm realm) {
        try (BadMailServer server = BadMailServer.rejecting(realm)) {
            realm.createToken();
            Await.until("it is refused", () -> server.connections() > 0);
            Mailbox.anHourLater(realm);
            Await.until("it is refused again", () -> server.connections() > 1);
        }
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.anHourLater(realm);

            mails.await("alice", "An API token was created");
            Mailbox.anHourLater(realm);
            realm.createNamed("bob", "bobs");
            mails.await("bob", "An API token was created");
            assertThat(mails.count()).isEqualTo(2);
        }
    }

    @Test
    void rejectedRecipientKeepsNobodyElseWaiting(TestRealm realm) {
        try (BadMailServer server = BadMailServer.rejectingAlice(realm)) {
            TestRealm.Token alices = realm.createToken();
            realm.createNamed("bob", "bobs");
            Await.until("bob is told", () -> server.accepted() == 1 && server.rejected() == 1);

            Mailbox.anHourLater(realm);

            Await.until("alice is tried again", () -> server.rejected() == 2);
            assertThat(server.accepted()).isEqualTo(1);
            realm.assertActive(realm.introspect(alices.secret()));
        }
    }

    /** Keycloak rejects it before it asks the mail server. */
    @Test
    void unusableAddressKeepsNobodyElseWaiting(TestRealm realm) {
        realm.createToken();
        realm.createNamed("bob", "bobs");
        Admin.put(
                realm.adminPath("/users/" + realm.userId("alice")),
                Map.of("email", "\u00E4lice@example.com", "emailVerified", true));
        try (Mailbox mails = Mailbox.of(realm)) {
            Admin.post(realm.adminPath("/api-tokens/revoke"), """
                    {"everything":true}""");

            mails.await("bob", "An administrator revoked your API token");
            Await.until("alice's waits", () -> Mailbox.due(realm) == 0);
            assertThat(mails.count()).isEqualTo(1);
        }
    }

    @Test
    void countsMails(TestRealm realm) {
        double sent = mails("sent");
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.createToken();
            mails.await("alice", "An API token was created");

            Await.until("it is counted", () -> mails("sent") > sent);
        }
    }

    private static double mails(String outcome) {
        return Metrics.value(Metrics.metrics(), "keycloak_api_token_mails_total", "outcome=\"" + outcome + "\"");
    }
}
