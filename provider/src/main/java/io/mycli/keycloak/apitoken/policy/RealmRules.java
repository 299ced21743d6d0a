package io.mycli.keycloak.apitoken.policy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.RealmModel;

/** Reads rules from realm attributes, and remembers if one could not be read. */
final class RealmRules {

    private final RealmModel realm;
    private final String prefix;
    private String problem;

    RealmRules(RealmModel realm, String prefix) {
        this.realm = realm;
        this.prefix = prefix;
    }

    /** What is wrong with one of the rules read so far, naming the attribute, or null. */
    String problem() {
        return problem;
    }

    /** Anything but true is not. */
    boolean isTrue(String name) {
        return Boolean.parseBoolean(attribute(name));
    }

    private String attribute(String name) {
        String value = realm.getAttribute(prefix + name);
        return value == null ? "" : value.strip();
    }

    /** At most nine digits. */
    int number(String name, int fallback) {
        String value = attribute(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Integer.parseInt(value);
        }
        problem = "realm attribute " + prefix + name + " is not a number";
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
            problem = "realm attribute " + prefix + name + " is neither true nor false";
            return fallback;
        }
        return Boolean.parseBoolean(value);
    }

    /** Null where there is none, or none that can be read. */
    Instant time(String name) {
        String value = attribute(name);
        try {
            return value.isEmpty() ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            problem = "realm attribute " + prefix + name + " is not a time such as 2026-11-25T12:00:00Z";
            return null;
        }
    }

    /** Null where there is none. */
    Lifetime lifetime(String name) {
        String value = attribute(name);
        Optional<Lifetime> lifetime = Lifetime.parse(value);
        if (lifetime.isEmpty() && !value.isEmpty()) {
            problem = "realm attribute " + prefix + name + " is not a lifetime such as 90d";
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
