package io.mycli.keycloak.apitoken.policy;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.models.RealmModel;

/**
 * A realm's rules as an administrator sets them, each in a realm attribute of its own. {@link ApiTokenPolicy} says what
 * they mean.
 *
 * @param enabled whether the realm has API tokens at all
 * @param maxPerUser the most live tokens one owner may have
 * @param defaultLifetime where a request names none, or null
 * @param maxLifetime the longest, or null
 * @param requireExpiry whether every token has to expire
 * @param clients whose JWTs may manage tokens; empty for the default ones
 * @param profiles to choose from; empty for any
 * @param recentLoginSeconds how old a login may be to mint; 0 for any age
 * @param inactivityDays after how many days without use a token is refused; 0 for never
 * @param leakReports whether anybody may end tokens by reporting their secrets
 * @param endOnLogoutAll whether "sign out everywhere" ends the tokens minted before
 * @param mails what owners are told
 */
public record PolicySettings(
        boolean enabled,
        int maxPerUser,
        Lifetime defaultLifetime,
        Lifetime maxLifetime,
        boolean requireExpiry,
        Set<String> clients,
        Set<String> profiles,
        int recentLoginSeconds,
        int inactivityDays,
        boolean leakReports,
        boolean endOnLogoutAll,
        Set<MailKind> mails) {

    /** Where the realm sets no cap. */
    public static final int DEFAULT_MAX_PER_USER = 10;

    static final String ENABLED = "enabled";
    static final String INACTIVITY_DAYS = "inactivity-days";
    static final String END_ON_LOGOUT_ALL = "end-on-logout-all";
    private static final String MAX_PER_USER = "max-per-user";
    private static final String DEFAULT_LIFETIME = "default-lifetime";
    private static final String MAX_LIFETIME = "max-lifetime";
    private static final String REQUIRE_EXPIRY = "require-expiry";
    private static final String CLIENTS = "clients";
    private static final String PROFILES = "profiles";
    private static final String RECENT_LOGIN_SECONDS = "recent-login-seconds";
    private static final String LEAK_REPORTS = "leak-reports";

    /** What cannot be read has its default, and the rules remember it. */
    static PolicySettings read(RealmRules rules) {
        return new PolicySettings(
                rules.flag(ENABLED),
                rules.number(MAX_PER_USER, DEFAULT_MAX_PER_USER),
                rules.lifetime(DEFAULT_LIFETIME),
                rules.lifetime(MAX_LIFETIME),
                rules.flag(REQUIRE_EXPIRY),
                rules.list(CLIENTS),
                rules.list(PROFILES),
                rules.number(RECENT_LOGIN_SECONDS, 0),
                rules.number(INACTIVITY_DAYS, 0),
                rules.flag(LEAK_REPORTS),
                rules.flag(END_ON_LOGOUT_ALL),
                mails(rules));
    }

    private static Set<MailKind> mails(RealmRules rules) {
        Set<MailKind> mails = EnumSet.noneOf(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            if (rules.flag(kind.attribute(), true)) {
                mails.add(kind);
            }
        }
        return mails;
    }

    /** The settings of a realm as they are now. */
    public static PolicySettings of(RealmModel realm) {
        return read(new RealmRules(realm::getAttribute, ApiTokenPolicy.PREFIX));
    }

    /** Makes them those of a realm. What has its default has no attribute, but for the one that says whether it has API tokens. */
    public void store(RealmModel realm) {
        store(realm, ENABLED, Boolean.toString(enabled));
        store(realm, MAX_PER_USER, maxPerUser == DEFAULT_MAX_PER_USER ? "" : Integer.toString(maxPerUser));
        store(realm, DEFAULT_LIFETIME, defaultLifetime == null ? "" : defaultLifetime.text());
        store(realm, MAX_LIFETIME, maxLifetime == null ? "" : maxLifetime.text());
        store(realm, REQUIRE_EXPIRY, requireExpiry ? "true" : "");
        store(realm, CLIENTS, joined(clients));
        store(realm, PROFILES, joined(profiles));
        store(realm, RECENT_LOGIN_SECONDS, recentLoginSeconds == 0 ? "" : Integer.toString(recentLoginSeconds));
        store(realm, INACTIVITY_DAYS, inactivityDays == 0 ? "" : Integer.toString(inactivityDays));
        store(realm, LEAK_REPORTS, leakReports ? "true" : "");
        store(realm, END_ON_LOGOUT_ALL, endOnLogoutAll ? "true" : "");
        for (MailKind kind : MailKind.values()) {
            store(realm, kind.attribute(), mails.contains(kind) ? "" : "false");
        }
    }

    private static String joined(Collection<String> items) {
        return String.join(" ", items);
    }

    private static void store(RealmModel realm, String name, String value) {
        if (value.isEmpty()) {
            realm.removeAttribute(ApiTokenPolicy.PREFIX + name);
        } else {
            realm.setAttribute(ApiTokenPolicy.PREFIX + name, value);
        }
    }
}
