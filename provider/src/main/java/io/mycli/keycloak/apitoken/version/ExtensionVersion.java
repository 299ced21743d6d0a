package io.mycli.keycloak.apitoken.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The version of this extension, and the versions of Keycloak that it supports. */
public final class ExtensionVersion {

    /**
     * The oldest supported version, the first with all methods that we call. With an older one, reading the bearer of a
     * request fails with a {@link LinkageError}.
     */
    private static final KeycloakVersion OLDEST = new KeycloakVersion(26, 4);

    /** What every older version lacks, as {@code tests/bin/keycloak-refs} says. */
    private static final String NEW_IN_OLDEST = "AppAuthManager.AuthHeader";

    private ExtensionVersion() {}

    /**
     * Returns the version of this JAR.
     *
     * @throws UncheckedIOException if the JAR's properties cannot be read
     */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream file = ExtensionVersion.class.getResourceAsStream("release.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Returns why the extension does not run on a version of Keycloak, in one sentence; empty if it runs. */
    public static Optional<String> problemWith(String keycloak) {
        return KeycloakVersion.parse(keycloak)
                .filter(version -> !version.isAtLeast(OLDEST))
                .map(version ->
                        ("Keycloak API Tokens %s requires Keycloak %s or newer, but this is %s, which lacks the class %s."
                                        + " Upgrade Keycloak, or remove the JAR from providers/ and run kc.sh build.")
                                .formatted(version(), OLDEST, keycloak, NEW_IN_OLDEST));
    }

    /** Returns whether a version of Keycloak is untested: its major version is newer, or it is no release. */
    public static boolean isUntriedOn(String keycloak) {
        return KeycloakVersion.parse(keycloak)
                .map(version -> version.major() > OLDEST.major())
                .orElse(true);
    }
}
