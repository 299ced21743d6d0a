package io.mycli.keycloak.apitoken.policy;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads settings from realm attributes, and remembers those that could not be read. */
final class RealmAttributes {

    private final UnaryOperator<String> attributes;
    private String problem;

    /** @param attributes their values by name; null for a missing one */
    RealmAttributes(UnaryOperator<String> attributes) {
        this.attributes = attributes;
    }

    /** The settings read so far that could not be read: their attributes, without the values; or null. */
    String problem() {
        return problem;
    }

    /** Anything but true is not. */
    boolean isTrue(PolicySetting<Boolean> setting) {
        return Boolean.parseBoolean(text(setting));
    }

    /** Reads a setting; one that is missing, blank or invalid has its default. */
    <T> T read(PolicySetting<T> setting) {
        String text = text(setting);
        if (text.isEmpty()) {
            return setting.defaultValue();
        }
        Optional<T> value = setting.parse(text);
        if (value.isEmpty()) {
            String found = "realm attribute " + setting.attribute() + " " + setting.problem();
            problem = problem == null ? found : problem + "; " + found;
        }
        return value.orElse(setting.defaultValue());
    }

    private String text(PolicySetting<?> setting) {
        String value = attributes.apply(setting.attribute());
        return value == null ? "" : value.strip();
    }
}
