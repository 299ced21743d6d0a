package io.mycli.keycloak.apitoken.tests.support.server;

import java.util.HashMap;
import java.util.Map;

/**
 * Starts the one server of a test run: on the database {@code kc.database}, in a cluster if {@code kc.cluster} says so,
 * as the unpacked distribution or in a container, as {@code kc.it.server} says. Nothing falls back to the other.
 */
final class ServerUnderTest {

    private static KeycloakServer running;

    private ServerUnderTest() {}

    static synchronized KeycloakServer get() {
        if (running == null) {
            running = start(
                    System.getProperty("kc.it.server", "dist"),
                    System.getProperty("kc.database"),
                    Boolean.getBoolean("kc.cluster"));
        }
        return running;
    }

    private static KeycloakServer start(String kind, String databaseName, boolean cluster) {
        say("Server under test: Keycloak %s, %s, on %s%s"
                .formatted(KeycloakServer.version(), kind, databaseName, cluster ? ", in a cluster" : ""));
        Map<String, String> settings = settings(cluster);
        String name = KeycloakServer.version() + "-" + databaseName + (cluster ? "-cluster" : "");
        return switch (kind) {
            case "dist" -> DistributionServer.start(name, Database.start(databaseName), settings, Map.of());
            case "container" -> ContainerServer.start(name, Database.served(databaseName), settings);
            default -> throw new IllegalArgumentException("kc.it.server must be dist or container, but is " + kind);
        };
    }

    private static Map<String, String> settings(boolean cluster) {
        Map<String, String> settings = new HashMap<>();
        // Chatty where a secret passes, so that the search of the log means something.
        settings.put(
                "--log-level",
                "info,io.mycli:trace,org.keycloak.events:debug,org.keycloak.protocol:debug,"
                        + "org.keycloak.services:debug,org.keycloak.authentication:debug");
        settings.put("--spi-api-token--jpa--cache-size", String.valueOf(KeycloakServer.CACHE_SIZE));
        settings.put("--spi-api-token--jpa--last-used-flush-interval", "1");
        settings.put("--spi-api-token--jpa--purge-interval", "1");
        settings.put("--spi-api-token--jpa--notice-interval", "1");
        settings.put("--spi-api-token--jpa--metrics-interval", "1");
        if (cluster) {
            // For so long that nothing but Keycloak's own messages can end what another node has cached.
            settings.put("--spi-api-token--jpa--cache-seconds", "3600");
        } else {
            settings.put("--spi-api-token--jpa--cache-seconds", "5");
            settings.put("--hostname-strict", "false");
            settings.put("--cache", "local");
        }
        return settings;
    }

    /** To a person in front of it, as Maven's own lines are. */
    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
