package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.http.JsonBody;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.PolicySettings;
import io.mycli.keycloak.apitoken.representation.PolicySettingsRepresentation;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A realm's rules in JSON. What is wrong with one is said with its name. */
final class PolicyBody {

    private static final String ENABLED = "enabled";
    private static final String MAX_PER_USER = "maxPerUser";
    private static final String DEFAULT_LIFETIME = "defaultLifetime";
    private static final String MAX_LIFETIME = "maxLifetime";
    private static final String REQUIRE_EXPIRY = "requireExpiry";
    private static final String CLIENTS = "clients";
    private static final String PROFILES = "profiles";
    private static final String RECENT_LOGIN_SECONDS = "recentLoginSeconds";
    private static final String INACTIVITY_DAYS = "inactivityDays";
    private static final String LEAK_REPORTS = "leakReports";
    private static final String END_ON_LOGOUT_ALL = "endOnLogoutAll";
    private static final String NOT_BEFORE = "notBefore";
    private static final String PROBLEM = "problem";

    /** What a realm attribute of ours may hold, {@code RealmRules}. */
    private static final int MOST = 999_999_999;

    private static final int MOST_ITEMS = 1000;

    private static final Set<String> MEMBERS = Stream.concat(
                    Stream.of(
                            ENABLED,
                            MAX_PER_USER,
                            DEFAULT_LIFETIME,
                            MAX_LIFETIME,
                            REQUIRE_EXPIRY,
                            CLIENTS,
                            PROFILES,
                            RECENT_LOGIN_SECONDS,
                            INACTIVITY_DAYS,
                            LEAK_REPORTS,
                            END_ON_LOGOUT_ALL,
                            NOT_BEFORE,
                            PROBLEM),
                    Arrays.stream(MailKind.values()).map(MailKind::member))
            .collect(Collectors.toUnmodifiableSet());

    private final JsonBody json;
    private final SecretFormat secretFormat;

    private PolicyBody(JsonBody json, SecretFormat secretFormat) {
        this.json = json;
        this.secretFormat = secretFormat;
    }

    /**
     * Reads a whole policy. A missing member has its default.
     *
     * @throws ApiTokenException INVALID_REQUEST for what is not of the right type, INVALID_POLICY for what makes no sense
     */
    static PolicySettings read(KeycloakSession session, RealmModel realm, InputStream body) {
        SecretFormat secretFormat = session.getProvider(ApiTokenProvider.class).secretFormat();
        return new PolicyBody(JsonBody.read(session, body, MEMBERS), secretFormat).settings(realm);
    }

    private PolicySettings settings(RealmModel realm) {
        Validation validation = new Validation();
        Integer maxPerUser = validation.check(() -> number(MAX_PER_USER, PolicySettings.DEFAULT_MAX_PER_USER));
        Lifetime longest = validation.check(() -> lifetime(MAX_LIFETIME));
        Lifetime usual = validation.check(() -> lifetime(DEFAULT_LIFETIME, longest));
        Set<String> clients = validation.check(
                () -> items(CLIENTS, id -> realm.getClientByClientId(id) != null, "name clients of this realm, not "));
        Set<String> profiles =
                validation.check(() -> items(PROFILES, ApiTokenPolicy::isProfile, "send slugs such as team-a, not "));
        Integer recentLoginSeconds = validation.check(() -> number(RECENT_LOGIN_SECONDS, 0));
        Integer inactivityDays = validation.check(() -> number(INACTIVITY_DAYS, 0));
        Boolean enabled = validation.check(() -> json.flag(ENABLED));
        Boolean requireExpiry = validation.check(() -> json.flag(REQUIRE_EXPIRY));
        Boolean leakReports = validation.check(() -> json.flag(LEAK_REPORTS));
        Boolean endOnLogoutAll = validation.check(() -> json.flag(END_ON_LOGOUT_ALL));
        Set<MailKind> mails = validation.check(this::mails);
        validation.requireValid();
        return new PolicySettings(
                enabled,
                maxPerUser,
                usual,
                longest,
                requireExpiry,
                clients,
                profiles,
                recentLoginSeconds,
                inactivityDays,
                leakReports,
                endOnLogoutAll,
                mails);
    }

    private Lifetime lifetime(String name, Lifetime max) {
        Lifetime lifetime = lifetime(name);
        if (max != null && lifetime != null && lifetime.compareTo(max) > 0) {
            throw invalid(name, "choose at most maxLifetime, " + max);
        }
        return lifetime;
    }

    private Lifetime lifetime(String name) {
        String text = json.string(name);
        return text == null
                ? null
                : Lifetime.parse(text)
                        .orElseThrow(() -> invalid(name, "send a lifetime such as 90d, at most 100y, or null"));
    }

    private int number(String name, int fallback) {
        Integer number = json.number(name);
        if (number != null && number > MOST) {
            throw invalid(name, "send at most " + MOST);
        }
        return Objects.requireNonNullElse(number, fallback);
    }

    /** An item must be one word, for the attribute has blanks and commas between them. */
    private Set<String> items(String name, Predicate<String> isValid, String advice) {
        List<String> items = json.has(name) ? json.strings(name, MOST_ITEMS) : List.of();
        items.stream()
                .filter(item -> item.isEmpty() || item.matches(".*[,\\s].*") || !isValid.test(item))
                .findFirst()
                .ifPresent(item -> {
                    throw invalid(name, advice + "'" + (secretFormat.isIn(item) ? "an API token" : item) + "'");
                });
        return Collections.unmodifiableSet(new TreeSet<>(items));
    }

    private Set<MailKind> mails() {
        Set<MailKind> mails = EnumSet.noneOf(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            if (json.flag(kind.member(), true)) {
                mails.add(kind);
            }
        }
        return mails;
    }

    private static ApiTokenException invalid(String name, String advice) {
        return new ApiTokenException(ErrorCode.INVALID_POLICY, name + ": " + advice + ".", name);
    }

    /**
     * The same in JSON.
     *
     * @param notBefore what the realm has, or null
     * @param problem what is wrong with the realm's attributes, or null
     */
    static PolicySettingsRepresentation of(PolicySettings settings, String notBefore, String problem) {
        return new PolicySettingsRepresentation(
                settings.enabled(),
                settings.maxPerUser(),
                text(settings.defaultLifetime()),
                text(settings.maxLifetime()),
                settings.requireExpiry(),
                settings.clients(),
                settings.profiles(),
                orNull(settings.recentLoginSeconds()),
                orNull(settings.inactivityDays()),
                settings.leakReports(),
                settings.endOnLogoutAll(),
                settings.mails().contains(MailKind.CREATED),
                settings.mails().contains(MailKind.ROTATED),
                settings.mails().contains(MailKind.EXPIRING),
                settings.mails().contains(MailKind.EXPIRED),
                settings.mails().contains(MailKind.REVOKED),
                settings.mails().contains(MailKind.LEAKED),
                notBefore,
                problem);
    }

    private static String text(Lifetime lifetime) {
        return lifetime == null ? null : lifetime.text();
    }

    private static Integer orNull(int number) {
        return number == 0 ? null : number;
    }
}
