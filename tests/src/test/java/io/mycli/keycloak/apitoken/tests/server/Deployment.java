package io.mycli.keycloak.apitoken.tests.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is put into a Keycloak to be tested, in a folder of its own: our JARs, and what tests need beside them. */
final class Deployment {

    private final Path folder;

    private Deployment(Path folder) {
        this.folder = folder;
    }

    /** Where our JARs are is in system properties ({@code kc.provider.jar}, {@code kc.theme.jar}). */
    static Deployment in(Path folder) throws IOException {
        return new Deployment(Files.createDirectories(folder));
    }

    /** Our provider, our theme where a module wants it, and the providers of the tests. */
    List<Path> providers() throws IOException {
        List<Path> jars = new ArrayList<>();
        jars.add(Path.of(System.getProperty("kc.provider.jar")));
        theme().ifPresent(jars::add);
        Path ofTests = folder.resolve("test-providers.jar");
        TestProvidersJar.write(ofTests);
        jars.add(ofTests);
        return jars;
    }

    /** The folder of the theme {@code acme}, as an organisation has one that builds on ours; where there is ours. */
    Optional<Path> childTheme() throws IOException {
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
