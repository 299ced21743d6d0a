package io.mycli.keycloak.apitoken.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.models.RealmModel;

/**
 * The settings of a realm's policy that make tokens inactive. They fail closed: while one of them cannot be read, no
 * token of the realm is valid. Each check of a token reads these attributes and no others.
 *
 * @param notBefore secrets issued before this time are inactive; empty if there is no such time
 * @param inactivity the time without use after which a token is inactive; empty for no limit
 * @param endsOnLogoutAll whether a user's own not-before, which "sign out everywhere" sets, makes the user's tokens
 *     inactive
 * @param problem the attributes that cannot be read, without their values; empty if all can be read
 */
public record EndingPolicy(
        Optional<Instant> notBefore, Optional<Duration> inactivity, boolean endsOnLogoutAll, Optional<String> problem) {

    /** The setting of {@link #notBefore}. It is no member of a policy in JSON, because it has its own endpoint. */
    public static final PolicySetting<Instant> NOT_BEFORE = new PolicySetting<>("not-before", SettingType.TIME, null);

    /** Reads the settings of a realm. */
    public static EndingPolicy of(RealmModel realm) {
        return of(realm::getAttribute);
    }

    /**
     * Reads the settings from attributes.
     *
     * @param source returns the value of an attribute; null if it is missing
     */
    static EndingPolicy of(UnaryOperator<String> source) {
        RealmAttributes attributes = new RealmAttributes(source);
        Optional<Instant> notBefore = attributes.find(NOT_BEFORE);
        int inactivityDays = attributes.read(PolicySetting.INACTIVITY_DAYS);
        boolean endsOnLogoutAll = attributes.read(PolicySetting.END_ON_LOGOUT_ALL);
        return new EndingPolicy(
                notBefore,
                inactivityDays == 0 ? Optional.empty() : Optional.of(Duration.ofDays(inactivityDays)),
                endsOnLogoutAll,
                Optional.ofNullable(attributes.problem()));
    }

    /** Returns whether the realm has a not-before that cannot be read. */
    public static boolean isNotBeforeUnreadable(RealmModel realm) {
        RealmAttributes attributes = new RealmAttributes(realm::getAttribute);
        return attributes.find(NOT_BEFORE).isEmpty() && attributes.problem() != null;
    }

    /** Sets the attribute that {@link #notBefore} is read from. */
    public static void setNotBefore(RealmModel realm, Instant time) {
        realm.setAttribute(NOT_BEFORE.attribute(), time.toString());
    }
}
