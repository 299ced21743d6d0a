package io.mycli.keycloak.apitoken.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.common.Version;

/** The release matcher of a Keycloak version, such as 26.7 of 26.7.5. */
public record KeycloakVersion(int major, int minor) implements Comparable<KeycloakVersion> {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    /** Returns the version of this server; empty if it is no release. */
    public static Optional<KeycloakVersion> current() {
        return parse(Version.VERSION);
    }

    /** Returns the release matcher of a version; empty if the text does not begin with two numbers. */
    public static Optional<KeycloakVersion> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new KeycloakVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns whether this release matcher is the other one or a newer one. */
    public boolean isAtLeast(KeycloakVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KeycloakVersion other) {
        return Comparator.comparingInt(KeycloakVersion::major)
                .thenComparingInt(KeycloakVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
