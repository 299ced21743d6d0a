package io.mycli.cli.credential;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host for which another program asks for a password.
 *
 * @param host with its port if one was named, in lower case
 * @param isPrivate whether the password goes there encrypted, or stays on this machine
 * @param username the user whose password is asked for; null if the program leaves that open
 */
public record AskedHost(String host, boolean isPrivate, String username) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads the attributes that git writes to a helper, one {@code key=value} per line (git-credential(1)). A line ends
     * with a line feed. A carriage return, which older versions of git let through from a URL, would pretend another
     * line (CVE-2024-52006): then nothing was asked for.
     */
    public static Optional<AskedHost> ofGit(String input) {
        if (input.indexOf('\r') >= 0 || input.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Map<String, String> attributes = input.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last));
        return Optional.ofNullable(attributes.get("host"))
                .map(host -> of(attributes.get("protocol"), host, attributes.get("username")));
    }

    /** Reads the registry that Docker writes to a helper: a URL, or a host without a scheme. */
    public static Optional<AskedHost> ofDocker(String input) {
        String registry = input.strip();
        String url = registry.contains("://") ? registry : "https://" + registry;
        try {
            URI parsed = URI.create(url);
            return Optional.ofNullable(parsed.getRawAuthority()).map(host -> of(parsed.getScheme(), host, null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static AskedHost of(String scheme, String authority, String username) {
        String host = authority.toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d*$", "");
        return new AskedHost(host, "https".equalsIgnoreCase(scheme) || LOOPBACK.contains(name), username);
    }

    /** Returns whether this user's password may be the answer. */
    public boolean isFor(String name) {
        return username == null || username.equals(name);
    }

    /** Returns whether one of the hosts is this one, and the password is safe on its way. */
    public boolean isOneOf(Iterable<String> hosts) {
        for (String allowed : hosts) {
            if (isPrivate && allowed.toLowerCase(Locale.ROOT).equals(host)) {
                return true;
            }
        }
        return false;
    }
}
