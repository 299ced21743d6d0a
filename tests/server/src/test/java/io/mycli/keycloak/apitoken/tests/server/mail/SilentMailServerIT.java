package io.mycli.keycloak.apitoken.tests.server.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A mail server that says nothing, and the connections to the database meanwhile. */
@ContractTest
@Isolated("counts the connections that are in use")
class SilentMailServerIT {

    private static final Pattern ACTIVE_CONNECTIONS = Pattern.compile("(?m)^agroal_active_count\\{[^}]*} (\\S+)$");

    @Test
    void slowServerHoldsNoConnectionToTheDatabase(TestRealm realm) {
        try (BadMailServer server = BadMailServer.slow(realm)) {
            realm.createToken();

            Await.until("the mail server is asked", () -> server.connections() > 0);
            Await.until("no connection is held", () -> activeConnections() == 0);
            assertThat(Mailbox.due(realm))
                    .as("it still waits for the mail server")
                    .isPositive();
        }
    }

    @Test
    void silentServerIsAskedOncePerHour(TestRealm realm) {
        try (BadMailServer server = BadMailServer.silent(realm)) {
            realm.createToken();
            realm.createNamed("bob", "bobs");

            Await.until("the mail server is asked", () -> server.connections() > 0);
            Await.until("all waits", () -> Mailbox.due(realm) == 0);
            assertThat(server.connections()).isEqualTo(1);

            Mailbox.anHourLater(realm);
            Await.until("it is asked again", () -> server.connections() == 2);
        }
    }

    private static double activeConnections() {
        Matcher matcher =
                ACTIVE_CONNECTIONS.matcher(given().baseUri(KeycloakServer.get().managementUrl())
                        .get("/metrics")
                        .asString());
        assertThat(matcher.find()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
