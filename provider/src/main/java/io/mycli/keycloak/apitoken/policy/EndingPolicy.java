package io.mycli.keycloak.apitoken.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.models.RealmModel;

/**
 * The settings of a realm's policy that end tokens. They fail closed: while one of them cannot be read, no token of the
 * realm is valid. Each check of a token reads them, and no other attribute.
 *
 * @param notBefore secrets issued before this time are inactive; empty if there is no such time
 * @param inactivity a token that nobody uses for so long is inactive; empty for no limit
 * @param endsOnLogoutAll whether a user's own not-before, which "sign out everywhere" sets, ends their tokens
 * @param problem the attributes that cannot be read, without their values; empty if all can be read
 */
public record EndingPolicy(
        Optional<Instant> notBefore, Optional<Duration> inactivity, boolean endsOnLogoutAll, Optional<String> problem) {

    /** The setting of {@link #notBefore}. No policy in JSON sets it: it has a call of its own. */
    public static final PolicySetting<Instant> NOT_BEFORE = new PolicySetting<>("not-before", SettingType.TIME, null);

    /** Reads the settings of a realm as they are now. */
    public static EndingPolicy of(RealmModel realm) {
        return of(realm::getAttribute);
    }

    /** Reads the settings from attributes; null is a missing one. */
    static EndingPolicy of(UnaryOperator<String> attributes) {
        RealmAttributes rules = new RealmAttributes(attributes);
        Instant notBefore = rules.read(NOT_BEFORE);
        int inactivityDays = rules.read(PolicySetting.INACTIVITY_DAYS);
        boolean endsOnLogoutAll = rules.read(PolicySetting.END_ON_LOGOUT_ALL);
        return new EndingPolicy(
                Optional.ofNullable(notBefore),
                inactivityDays == 0 ? Optional.empty() : Optional.of(Duration.ofDays(inactivityDays)),
                endsOnLogoutAll,
                Optional.ofNullable(rules.problem()));
    }

    /** Whether the realm has a not-before that cannot be read. */
    public static boolean isNotBeforeUnreadable(RealmModel realm) {
        RealmAttributes rules = new RealmAttributes(realm::getAttribute);
        return rules.read(NOT_BEFORE) == null && rules.problem() != null;
    }

    /** Sets what {@link #notBefore} reads. */
    public static void setNotBefore(RealmModel realm, Instant time) {
        realm.setAttribute(NOT_BEFORE.attribute(), time.toString());
    }
}
