package io.mycli.keycloak.apitoken.tests.cli;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.mycli.keycloak.apitoken.tests.support.server.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The catalog of {@code examples}, as its JAR is started by whoever tries it, for one realm. */
final class CatalogServer implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final String url;

    private CatalogServer(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    static CatalogServer start(TestRealm realm) {
        try {
            Path log = Files.createTempFile("catalog", ".log");
            int port = Ports.free();
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            System.getProperty("catalog.jar"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("KEYCLOAK_URL", KeycloakServer.get().baseUrl());
            builder.environment().put("KEYCLOAK_REALM", realm.name());
            builder.environment().put("CATALOG_CLIENT_SECRET", TestRealm.SERVER_SECRET);
            builder.environment().put("SERVER_PORT", String.valueOf(port));
            return new CatalogServer(builder.start(), log, "http://127.0.0.1:" + port).whenUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    private CatalogServer whenUp() {
        boolean up = false;
        try {
            Await.until("the catalog answers", () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The catalog does not start: " + log());
                }
                return isUp();
            });
            up = true;
            return this;
        } finally {
            if (!up) {
                process.destroyForcibly();
            }
        }
    }

    private boolean isUp() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its log is searched for secrets. */
    @Override
    public void close() {
        process.destroy();
        Await.until("the catalog has stopped", () -> !process.isAlive());
        Secrets.requireNone("log of the catalog", log());
        new File(log.toString()).delete();
    }
}
