package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hundreds of tokens of one owner: thousands of rows at once would take a browser close to a minute. */
@KeycloakTest
class LongListIT {

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void hundredsAreShownByTheHundred(TestRealm realm) {
        realm.createToken();
        realm.table().copyToken(204);
        try (AccountPage visit = AccountPage.of(realm)) {
            Locator rows = visit.page().locator("tbody strong a");
            assertThat(rows).hasCount(100);
            assertThat(visit.page().getByText("100 of 205 are shown.")).isVisible();
            visit.look("hundred-of-many");

            visit.button("Show more").focus();
            visit.page().keyboard().press("Enter");

            assertThat(rows).hasCount(200);
            assertThat(rows.nth(100)).isFocused();
            assertThat(visit.page().getByText("200 of 205 are shown.")).isVisible();

            visit.button("Show more").click();

            assertThat(rows).hasCount(205);
            assertThat(rows.nth(200)).isFocused();
            assertThat(visit.button("Show more")).hasCount(0);
        }
    }

    /** The server gives a thousand at once. */
    @Test
    void administratorsSeeThousandsOfAServiceAccount(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        ServiceAccounts.create(realm);
        ServiceAccounts.createToken(realm, "");
        realm.table().copyToken(2_999);
        try (AdminPage visit = AdminPage.of(realm, "bob", "service-accounts?clientId=ci")) {
            assertThat(visit.text("100 of 3,000 are shown.")).isVisible();
        }
    }
}
