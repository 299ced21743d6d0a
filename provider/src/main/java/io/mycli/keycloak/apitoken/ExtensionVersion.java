package io.mycli.keycloak.apitoken;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which release of ours this is, and which versions of Keycloak it is for. */
public final class ExtensionVersion {

    /** The first that has all we call: before it, minting ends with a {@link NoSuchMethodError}. */
    private static final int OLDEST_MAJOR = 26;

    private static final int OLDEST_MINOR = 4;

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    private ExtensionVersion() {}

    /** Of this JAR, as the build knows it. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream file = ExtensionVersion.class.getResourceAsStream("release.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Why it must not run on that version of Keycloak, in one sentence; none where it may. */
    public static Optional<String> refusalOf(String keycloak) {
        Matcher version = MAJOR_MINOR.matcher(keycloak);
        if (!version.matches() || compare(version) >= 0) {
            return Optional.empty();
        }
        return Optional.of(("Keycloak API Tokens %s needs Keycloak %d.%d or newer, but this is %s:"
                        + " upgrade Keycloak, or take the JAR out of providers/ and run kc.sh build.")
                .formatted(version(), OLDEST_MAJOR, OLDEST_MINOR, keycloak));
    }

    /** Whether that version is of a line that came after this release, and that nobody has tried with it. */
    public static boolean isUntriedOn(String keycloak) {
        Matcher version = MAJOR_MINOR.matcher(keycloak);
        return !version.matches() || Integer.parseInt(version.group(1)) > OLDEST_MAJOR;
    }

    private static int compare(Matcher version) {
        int major = Integer.compare(Integer.parseInt(version.group(1)), OLDEST_MAJOR);
        return major != 0 ? major : Integer.compare(Integer.parseInt(version.group(2)), OLDEST_MINOR);
    }
}
