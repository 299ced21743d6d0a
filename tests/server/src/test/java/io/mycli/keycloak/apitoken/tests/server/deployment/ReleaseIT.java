package io.mycli.keycloak.apitoken.tests.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import org.junit.jupiter.api.Test;

/** Where an administrator sees which release runs. */
@ContractTest
class ReleaseIT {

    private static final String VERSION = System.getProperty("kc.project.version");

    @Test
    void isInOneLineOfTheLog() {
        assertThat(KeycloakServer.get().log().lines().filter(line -> line.contains("Keycloak API Tokens ")))
                .singleElement()
                .asString()
                .contains("Keycloak API Tokens " + VERSION + " on Keycloak " + KeycloakServer.version());
    }

    @Test
    void isInTheServerInfo() {
        String version = Admin.request()
                .get("/admin/serverinfo")
                .path("providers.'api-token'.providers.jpa.operationalInfo.version");

        assertThat(version).isEqualTo(VERSION);
    }

    /** No page of Keycloak leads to ours. */
    @Test
    void logAndServerInfoNameThePageForAdministrators() {
        String page = Admin.request()
                .get("/admin/serverinfo")
                .path("providers.'api-token'.providers.jpa.operationalInfo.'page for administrators'");

        assertThat(page).isEqualTo("/realms/REALM/api-tokens-admin");
        assertThat(KeycloakServer.get().log()).contains("the page for administrators is " + page);
    }
}
