package io.mycli.keycloak.apitoken.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads settings from realm attributes, and remembers those that could not be read. */
final class RealmRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final UnaryOperator<String> attributes;
    private final String prefix;
    private String problem;

    /** @param attributes their values by name; null for a missing one */
    RealmRules(UnaryOperator<String> attributes, String prefix) {
        this.attributes = attributes;
        this.prefix = prefix;
    }

    /** The settings read so far that could not be read: their attributes, without the values; or null. */
    String problem() {
        return problem;
    }

    /** Anything but true is not. */
    boolean isTrue(String name) {
        return Boolean.parseBoolean(attribute(name));
    }

    private String attribute(String name) {
        String value = attributes.apply(prefix + name);
        return value == null ? "" : value.strip();
    }

    private void addProblem(String name, String what) {
        String found = "realm attribute " + prefix + name + " " + what;
        problem = problem == null ? found : problem + "; " + found;
    }

    /** At most nine digits. */
    int number(String name, int fallback) {
        String value = attribute(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (NUMBER.matcher(value).matches()) {
            return Integer.parseInt(value);
        }
        addProblem(name, "is not a number");
        return fallback;
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean fallback) {
        String value = attribute(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            addProblem(name, "is neither true nor false");
            return fallback;
        }
        return Boolean.parseBoolean(value);
    }

    /** Null where there is none, or none that can be read. */
    Instant time(String name) {
        String value = attribute(name);
        if (value.isEmpty()) {
            return null;
        }
        Optional<Instant> time = UtcTime.parse(value);
        if (time.isEmpty()) {
            addProblem(name, "is not a time such as 2026-11-25T12:00:00Z");
        }
        return time.orElse(null);
    }

    /** Null where there is none. */
    Lifetime lifetime(String name) {
        String value = attribute(name);
        Optional<Lifetime> lifetime = Lifetime.parse(value);
        if (lifetime.isEmpty() && !value.isEmpty()) {
            addProblem(name, "is not a lifetime such as 90d");
        }
        return lifetime.orElse(null);
    }

    /** Comma or blank separated; sorted, so that messages and answers are the same each time. */
    Set<String> list(String name) {
        Set<String> items = new TreeSet<>(Arrays.asList(attribute(name).split("[,\\s]+")));
        items.remove("");
        return Collections.unmodifiableSet(items);
    }
}
