package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that people seldom give. */
@KeycloakTest
class StrangeNamesIT {

    private static final String EMOJI = "\ud83d\ude80".repeat(100);

    /** Hebrew, which reads from right to left, with a number that does not. */
    private static final String RIGHT_TO_LEFT = "\u05e4\u05e8\u05d9\u05e1\u05d4 1";

    private static final List<String> NAMES = List.of(EMOJI, RIGHT_TO_LEFT);

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void namesFitThePageForOwners(TestRealm realm) {
        create(realm);
        for (Browser.NewContextOptions options : List.of(new Browser.NewContextOptions(), BrowserPage.phone())) {
            boolean isPhone = options.viewportSize != null;
            try (AccountPage visit = AccountPage.of(realm, options)) {
                for (String name : NAMES) {
                    assertThat(visit.page().getByText(name).first()).isVisible();
                }
                visit.requireFit();
                visit.look(isPhone ? "strange-names-phone" : "strange-names");

                visit.row(RIGHT_TO_LEFT)
                        .locator("button", new Locator.LocatorOptions().setHasText("Revoke"))
                        .click();
                assertThat(visit.dialog()).containsText("\u2068" + RIGHT_TO_LEFT + "\u2069");
                visit.requireFit();
                visit.look(isPhone ? "strange-names-revoke-phone" : "strange-names-revoke");
            }
        }
    }

    @Test
    void namesFitThePageForAdministrators(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        create(realm);
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens", BrowserPage.phone())) {
            for (String name : NAMES) {
                assertThat(visit.page().getByText(name).first()).isVisible();
            }
            visit.requireFit();
            visit.look("admin-strange-names-phone");
        }
    }

    private static void create(TestRealm realm) {
        for (String name : NAMES) {
            realm.createNamed("alice", name);
        }
    }
}
