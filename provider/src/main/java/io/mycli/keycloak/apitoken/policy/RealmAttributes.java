package io.mycli.keycloak.apitoken.policy;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A reader of settings from realm attributes, which records the settings that cannot be read. */
final class RealmAttributes {

    private final UnaryOperator<String> attributes;
    private @Nullable String problem;

    /**
     * Creates a reader.
     *
     * @param attributes returns the value of an attribute; null if it is missing
     */
    RealmAttributes(UnaryOperator<String> attributes) {
        this.attributes = attributes;
    }

    /** Returns the attributes that could not be read so far, without the values; null if there is none. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Returns whether a setting is true. Every text except {@code true} is false. */
    boolean isTrue(PolicySetting<Boolean> setting) {
        return Boolean.parseBoolean(text(setting));
    }

    /** Reads a setting that has a default. A missing, blank or invalid one has that default. */
    <T> T read(PolicySetting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Reads a setting. A missing, blank or invalid one has its default; empty if there is none. */
    <T> Optional<T> find(PolicySetting<T> setting) {
        Optional<T> defaultValue = Optional.ofNullable(setting.defaultValue());
        String text = text(setting);
        if (text.isEmpty()) {
            return defaultValue;
        }
        Optional<T> value = setting.parse(text);
        if (value.isEmpty()) {
            String newProblem = "realm attribute " + setting.attribute() + " " + setting.problem();
            problem = problem == null ? newProblem : problem + "; " + newProblem;
        }
        return value.or(() -> defaultValue);
    }

    private String text(PolicySetting<?> setting) {
        String value = attributes.apply(setting.attribute());
        return value == null ? "" : value.strip();
    }
}
