package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that keeps what it got from an earlier release. */
@KeycloakTest
class UpgradeIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void newPageIsShownThoughTheBrowserHasTheOldLoader(TestRealm realm) throws Exception {
        try (UpgradingProxy proxy = UpgradingProxy.start();
                AccountPage visit = AccountPage.through(proxy.baseUrl(), realm, new Browser.NewContextOptions())) {
            visit.logIn();
            assertThat(visit.heading()).hasText("API tokens");
            visit.page().reload();
            visit.awaitPage();
            assertThat(proxy.loaderRequests()).isEqualTo(1);

            proxy.upgrade();
            visit.page().navigate(visit.url());

            assertThat(visit.page().getByText("Page of the next release")).isVisible();
            assertThat(proxy.loaderRequests()).isEqualTo(1);
        }
    }
}
