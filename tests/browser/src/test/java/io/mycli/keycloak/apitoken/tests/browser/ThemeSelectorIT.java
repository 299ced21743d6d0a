package io.mycli.keycloak.apitoken.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server of which every realm shall have the page. */
@KeycloakTest
class ThemeSelectorIT {

    @Test
    void givesThePageToRealmsThatHaveKeycloaksConsole(TestRealm realm) {
        // Before the other server, whose tasks read all realms, and which hears of no change: it has a cache of its
        // own.
        TestRealm acme = TestRealm.create();
        acme.update(Map.of("accountTheme", "acme"));
        DistributionServer selecting = DistributionServer.ofThisRun()
                .joinBuiltWith("theme-selector", "--spi-theme-selector--provider=api-tokens");
        try {
            assertThat(console(selecting, realm)).contains("/account/api-tokens");
            assertThat(console(selecting, acme)).contains("/account/acme");
        } finally {
            acme.discard();
            selecting.stop();
        }
    }

    /** A server that nobody told so leaves the realms as they are. */
    @Test
    void isNotUsedUnasked(TestRealm realm) {
        assertThat(console(KeycloakServer.get(), realm)).contains("/account/keycloak.v3");
    }

    private static String console(KeycloakServer server, TestRealm realm) {
        return Http.request()
                .baseUri(server.baseUrl())
                .get("/realms/" + realm.name() + "/account/")
                .asString();
    }
}
