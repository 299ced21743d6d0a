package io.mycli.keycloak.apitoken.tests.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What owners are told by mail, and how often. */
@KeycloakTest
@ContractTest
@ResourceLock(Mailbox.HOURS)
class OwnerMailIT {

    @Test
    void tellsOfCreation(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("frontendUrl", KeycloakServer.get().baseUrl());
            realm.createNamed("alice", "<b>ci");

            assertThat(mails.await("alice", "An API token was created for your account"))
                    .contains("&lt;b&gt;ci", "at Example Org", "/account/");
        }
    }

    /** Where our page is. */
    @Test
    void linksToTheDetailsOfTheToken(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.update(Map.of("accountTheme", "api-tokens"));
            realm.setAttribute("frontendUrl", KeycloakServer.get().baseUrl());
            TestRealm.Token token = realm.createToken();

            assertThat(mails.await("alice", "An API token was created for your account"))
                    .contains("/realms/" + realm.name() + "/account/content/api-tokens#token/" + token.id());
        }
    }

    @Test
    void tellsOfRotation(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.speaks(realm, "bob", "de");
            realm.rotated(realm.createToken(), "{}");
            realm.rotate(realm.login("bob"), realm.createNamed("bob", "bobs"), "{}");

            assertThat(mails.await("alice", "Your API token has a new secret")).contains("ci-deploy");
            assertThat(mails.await("bob", "Ihr API-Token hat ein neues Geheimnis"))
                    .contains("„bobs“");
        }
    }

    /** In text and in HTML. */
    @Test
    void makesNoLinkOfName(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.createNamed("alice", "https://evil.example/ <a href='//evil.example'>");

            assertThat(mails.await("alice", "An API token was created"))
                    .contains("- “https[:]//evil[.]example/ <a href='//evil[.]example'>”")
                    .contains("<li>“https[:]//evil[.]example/ &lt;a href=&#39;//evil[.]example&#39;&gt;”")
                    .doesNotContain("evil.example");
        }
    }

    @Test
    void tellsWhatTokensMayDo(TestRealm realm) {
        Roles roles = Roles.of(realm)
                .realmRole("a.example&b")
                .giveTo("alice", "a.example&b")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
        String many = IntStream.range(10, 21)
                .mapToObj(i -> "r" + i)
                .peek(role -> roles.realmRole(role).giveTo("alice", role))
                .map(role -> "\"" + role + "\"")
                .collect(Collectors.joining(","));
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        realm.createNamed("alice", "full");
        realm.createToken("alice", """
                {"name":"none","realmRoles":[]}""");
        realm.createToken("alice", """
                {"name":"some","realmRoles":["a.example&b"],"clientRoles":{"catalog-server":["deployer"]},
                 "audience":["catalog-server"]}
                """);
        realm.createToken("alice", "{\"name\":\"many\",\"realmRoles\":[" + many + "]}");
        realm.createToken("bob", """
                {"name":"bobs","realmRoles":[],"audience":["catalog-server"]}""");
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.speaks(realm, "bob", "de");
            Admin.post(realm.adminPath("/api-tokens/revoke"), """
                    {"everything":true}""");

            assertThat(mails.await("alice", "An administrator revoked"))
                    .containsPattern("- “full” \\(myc_\\w+\\.\\.\\.\\)\r?\n  may: everything you may do\r?\n")
                    .containsPattern("  may: nothing \\(no roles\\)\r?\n- “")
                    .containsPattern(
                            "  may: a\\[.]example&b, catalog-server/deployer\r?\n  only at: catalog-server\r?\n")
                    .containsPattern("  may: r10, r11, .*r19 and 1 more\r?\n")
                    .contains("<br>may: a[.]example&amp;b, catalog-server/deployer", "<br>only at: catalog-server")
                    .doesNotContain("a.example");
            assertThat(mails.await("bob", "Ihr API-Token wurde widerrufen"))
                    .contains("  darf: nichts (keine Rollen)", "  nur bei: catalog-server");
        }
    }

    @Test
    void tellsNobodyAtUnverifiedAddress(TestRealm realm) {
        Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("emailVerified", false));
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token bobs = realm.createToken("bob", """
                    {"name":"bobs","expiresIn":"30d"}""");
            realm.rotate(realm.login("bob"), bobs, "{}");
            realm.table().endsIn(bobs, Duration.ofHours(5));
            Admin.delete(realm.adminPath("/api-tokens/" + bobs.id() + "?reason=leaked"));
            realm.createToken();

            mails.await("alice", "An API token was created");
            Await.until("bob's is looked at", () -> column("NEWS", bobs) == 0 && noticeAt(bobs) == 0);
            assertThat(mails.to("bob")).isEmpty();
        }
    }

    @Test
    void collectsForAnHour(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token first = realm.createNamed("alice", "first");
            assertThat(mails.await("alice", "An API token was created")).contains("first");
            realm.createNamed("alice", "second");
            realm.createNamed("alice", "third");
            realm.rotated(first, "{}");
            mails.await("alice", "Your API token has a new secret");
            Await.until("all waits", () -> Mailbox.due(realm) == 0);
            assertThat(mails.count()).isEqualTo(2);

            Mailbox.anHourLater(realm);

            Await.until("they are told", () -> mails.count() == 3);
            assertThat(mails.to("alice").get(2))
                    .startsWith("An API token was created")
                    .contains("second", "third")
                    .doesNotContain("first");
        }
    }

    @Test
    void namesTwentyAndCountsTheOthers(TestRealm realm) {
        realm.createToken();
        realm.table().copyToken(22);
        try (Mailbox mails = Mailbox.of(realm)) {
            Admin.post(realm.adminPath("/api-tokens/revoke"), """
                    {"everything":true}""");

            String mail = mails.await("alice", "An administrator revoked");
            assertThat(mail.lines().filter(line -> line.startsWith("- “"))).hasSize(20);
            assertThat(mail).contains("- 3 more", "<li>3 more</li>");
            Await.until(
                    "all are told",
                    () -> KeycloakServer.get()
                                    .database()
                                    .number(
                                            "select count(*) from MYC_API_TOKEN where REALM_ID = ? and NEWS <> 0",
                                            realm.id())
                            == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "rotated", "expiring", "expired", "revoked", "leaked"})
    void realmSwitchesEachOff(String kind, TestRealm realm) {
        realm.setAttribute("api-tokens.mail-" + kind, "false");
        try (Mailbox mails = Mailbox.of(realm)) {
            TestRealm.Token revoked = realm.createNamed("alice", "revoked");
            TestRealm.Token leaked = realm.createNamed("alice", "leaked");
            realm.rotated(realm.createNamed("alice", "rotated"), "{}");
            TestRealm.Token expiring = realm.createToken("alice", """
                    {"name":"expiring","expiresIn":"30d"}""");
            TestRealm.Token expired = realm.createToken("alice", """
                    {"name":"expired","expiresIn":"30d"}""");
            Admin.delete(realm.adminPath("/api-tokens/" + revoked.id()));
            Admin.delete(realm.adminPath("/api-tokens/" + leaked.id() + "?reason=leaked"));
            realm.table().endsIn(expiring, Duration.ofHours(5));
            realm.table().endsIn(expired, Duration.ofSeconds(-5));
            Await.until("both are looked at", () -> noticeAt(expired) == 0 && noticeAt(expiring) > 1);

            Map<String, String> subjects = Map.of(
                    "created", "An API token was created",
                    "rotated", "Your API token has a new secret",
                    "expiring", "Your API token expires tomorrow",
                    "expired", "Your API token has expired",
                    "revoked", "An administrator revoked",
                    "leaked", "Your API token has leaked");
            subjects.forEach((other, subject) -> {
                if (!other.equals(kind)) {
                    mails.await("alice", subject);
                }
            });
            assertThat(mails.to("alice")).noneMatch(mail -> mail.startsWith(subjects.get(kind)));
        }
    }

    /** 0 for never. */
    static long noticeAt(TestRealm.Token token) {
        return column("NOTICE_AT", token);
    }

    static long column(String name, TestRealm.Token token) {
        List<String> values = KeycloakServer.get()
                .database()
                .strings("select " + name + " from MYC_API_TOKEN where ID = ?", token.id());
        return values.get(0) == null ? 0 : Long.parseLong(values.get(0));
    }
}
