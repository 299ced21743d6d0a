package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server is made of.
 *
 * @param keycloak its version
 * @param provider our JAR, or none
 */
public record Deployment(String keycloak, Optional<Path> provider) {

    /** The version under test, with the JAR under test; both are in system properties ({@code kc.…}). */
    public static Deployment ofThisRun() {
        return new Deployment(KeycloakServer.version(), Optional.of(Path.of(System.getProperty("kc.provider.jar"))));
    }

    /** The same on another Keycloak. */
    public Deployment on(String version) {
        return new Deployment(version, provider);
    }

    /** The same with another JAR of ours. */
    public Deployment with(Path jar) {
        return new Deployment(keycloak, Optional.of(jar));
    }

    /** The same without a JAR of ours. */
    public Deployment withoutProvider() {
        return new Deployment(keycloak, Optional.empty());
    }

    /**
     * Our provider, our theme where a module wants it ({@code kc.theme.jar}), and the providers of the tests.
     *
     * @param folder for those that are made here
     */
    List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        provider.ifPresent(jars::add);
        theme().ifPresent(jars::add);
        Path ofTests = Files.createDirectories(folder).resolve("test-providers.jar");
        TestProvidersJar.write(ofTests);
        jars.add(ofTests);
        return jars;
    }

    /** The folder of the theme {@code acme}, as an organisation has one that builds on ours; where there is ours. */
    Optional<Path> childTheme(Path folder) throws IOException {
        if (theme().isEmpty()) {
            return Optional.empty();
        }
        Path acme = folder.resolve("acme");
        Path account = Files.createDirectories(acme.resolve("account"));
        Files.writeString(account.resolve("theme.properties"), "parent=api-tokens\ntitle=Acme account\n");
        return Optional.of(acme);
    }

    private static Optional<Path> theme() {
        return Optional.ofNullable(System.getProperty("kc.theme.jar")).map(Path::of);
    }
}
