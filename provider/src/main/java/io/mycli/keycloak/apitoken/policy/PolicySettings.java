package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.secret.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/** The values of all settings of a realm's policy. {@link ApiTokenPolicy} gives them a meaning. */
public final class PolicySettings {

    private static final int REVISION_DIGITS = 16;

    private final Map<PolicySetting<?>, Object> values = new LinkedHashMap<>();

    private PolicySettings(Function<PolicySetting<?>, Object> source) {
        PolicySetting.all().forEach(setting -> values.put(setting, source.apply(setting)));
    }

    /** Reads the settings. A setting that cannot be read has its default, and the attributes record the problem. */
    static PolicySettings read(RealmAttributes attributes) {
        return new PolicySettings(setting -> attributes.find(setting).orElse(null));
    }

    /** Reads the settings of a realm. */
    public static PolicySettings of(RealmModel realm) {
        return read(new RealmAttributes(realm::getAttribute));
    }

    /**
     * Reads a whole policy from JSON. A missing member has its default.
     *
     * @param members with values of the JSON types of the settings
     * @throws ApiTokenException INVALID_POLICY
     */
    public static PolicySettings of(Map<String, ?> members, RealmModel realm, SecretFormat secretFormat) {
        Validation validation = new Validation();
        PolicySettings settings = new PolicySettings(setting ->
                validation.check(() -> setting.fromJson(members.get(setting.member()), realm, secretFormat)));
        validation.require(settings::requireDefaultLifetimeInBounds);
        validation.requireValid();
        return settings;
    }

    private void requireDefaultLifetimeInBounds() {
        Optional<Lifetime> max = find(PolicySetting.MAX_LIFETIME);
        Optional<Lifetime> defaultLifetime = find(PolicySetting.DEFAULT_LIFETIME);
        if (max.isPresent()
                && defaultLifetime
                        .filter(lifetime -> lifetime.compareTo(max.get()) > 0)
                        .isPresent()) {
            throw PolicySetting.DEFAULT_LIFETIME.invalid("choose at most maxLifetime, " + max.get());
        }
    }

    /** Returns the value of a setting that has a default. */
    <T> T get(PolicySetting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Returns the value of a setting; empty if it has none. */
    @SuppressWarnings("unchecked") // each value comes from its setting
    <T> Optional<T> find(PolicySetting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** Returns the settings in JSON, by member. */
    public Map<String, Object> toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        PolicySetting.all().forEach(setting -> members.put(setting.member(), toJson(setting)));
        return members;
    }

    /**
     * Returns a short text that is another one for other settings: a client that sends it back changes the settings that
     * it saw, and no others.
     *
     * @param problem what cannot be read of them, or null
     */
    public String revision(@Nullable String problem) {
        try {
            return Sha256.hex(JsonSerialization.writeValueAsString(toJson()) + "\n" + problem)
                    .substring(0, REVISION_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> @Nullable Object toJson(PolicySetting<T> setting) {
        return setting.toJson(find(setting).orElse(null));
    }

    /**
     * Stores the settings in the attributes of a realm. A default has no attribute, except for the setting that enables
     * API tokens.
     */
    public void store(RealmModel realm) {
        values.forEach((setting, value) -> {
            if (setting != PolicySetting.ENABLED && Objects.equals(value, setting.defaultValue())) {
                realm.removeAttribute(setting.attribute());
            } else {
                realm.setAttribute(setting.attribute(), PolicySetting.text(value));
            }
        });
    }
}
