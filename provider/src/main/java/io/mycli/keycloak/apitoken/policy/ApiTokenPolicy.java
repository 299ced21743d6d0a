package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * A realm's policy, read from its {@code api-tokens.*} attributes by this package alone. A setting without an attribute
 * has its default. While an attribute cannot be read, {@link #problem()} names it and no token is created. The validity
 * of existing tokens depends on {@link EndingPolicy} alone.
 */
public final class ApiTokenPolicy {

    /** The prefix of realm attributes. */
    public static final String PREFIX = "api-tokens.";

    /** The clients whose JWTs may manage tokens if the realm names none. */
    public static final Set<String> DEFAULT_CLIENTS = Set.of("account-console", "my-cli");

    private static final String EXPIRES_IN = "expiresIn";
    private static final String NEVER = "never";
    private static final int MAX_SLUG_LENGTH = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final PolicySettings settings;
    private final @Nullable String problem;

    private ApiTokenPolicy(PolicySettings settings, @Nullable String problem) {
        this.settings = settings;
        this.problem = problem;
    }

    /** Reads the policy of a realm. */
    public static ApiTokenPolicy of(RealmModel realm) {
        RealmAttributes attributes = attributes(realm);
        PolicySettings settings = PolicySettings.read(attributes);
        attributes.find(EndingPolicy.NOT_BEFORE);
        return new ApiTokenPolicy(settings, attributes.problem());
    }

    /** Returns the policy of settings that are not stored yet. */
    public static ApiTokenPolicy of(PolicySettings settings) {
        return new ApiTokenPolicy(settings, null);
    }

    /** Returns whether API tokens are enabled in a realm. Reads only this setting. The default is false. */
    public static boolean isEnabled(RealmModel realm) {
        return attributes(realm).isTrue(PolicySetting.ENABLED);
    }

    /** Returns whether a realm sends this mail. Reads only this setting. */
    public static boolean sends(RealmModel realm, MailKind mail) {
        return attributes(realm).read(PolicySetting.mail(mail));
    }

    private static RealmAttributes attributes(RealmModel realm) {
        return new RealmAttributes(realm::getAttribute);
    }

    private static Optional<Duration> nonZero(Duration duration) {
        return Optional.of(duration).filter(nonZero -> !nonZero.isZero());
    }

    /** Returns whether API tokens are enabled. */
    public boolean isEnabled() {
        return settings.get(PolicySetting.ENABLED);
    }

    /** Returns the attributes that cannot be read, without their values; empty if all can be read. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the limit of live tokens per owner. */
    public int maxPerUser() {
        return settings.get(PolicySetting.MAX_PER_USER);
    }

    /**
     * Returns the lifetime of a token whose request names none. It is never longer than {@link #maxLifetime()}. Empty
     * for no expiry.
     */
    public Optional<Lifetime> defaultLifetime() {
        return settings.find(PolicySetting.DEFAULT_LIFETIME).map(this::limited);
    }

    /** Returns the maximum lifetime; empty for none. */
    public Optional<Lifetime> maxLifetime() {
        return settings.find(PolicySetting.MAX_LIFETIME);
    }

    /** Returns whether every token must expire. A maximum lifetime implies it. */
    public boolean isExpiryRequired() {
        return settings.get(PolicySetting.REQUIRE_EXPIRY) || maxLifetime().isPresent();
    }

    /**
     * Returns whether JWTs issued to this client may manage tokens. A client of the default list must not have a
     * registration access token: the holder of that token chose the client's id and can change its redirect URIs.
     */
    public boolean allowsClient(ClientModel client) {
        return settings.get(PolicySetting.CLIENTS).isEmpty()
                ? DEFAULT_CLIENTS.contains(client.getClientId()) && client.getRegistrationToken() == null
                : settings.get(PolicySetting.CLIENTS).contains(client.getClientId());
    }

    /** Returns the profiles to choose from; empty if any slug is allowed. */
    public Set<String> profiles() {
        return settings.get(PolicySetting.PROFILES);
    }

    /** Returns the optional client scopes to choose from; empty if the policy names none. */
    public Set<String> scopes() {
        return settings.get(PolicySetting.SCOPES);
    }

    /** Returns the maximum age of a login that may create a token; empty for any age. */
    public Optional<Duration> recentLogin() {
        return nonZero(Duration.ofSeconds(settings.get(PolicySetting.RECENT_LOGIN_SECONDS)));
    }

    /** Returns the time without use after which a token is inactive; empty for no limit. */
    public Optional<Duration> inactivity() {
        return nonZero(Duration.ofDays(settings.get(PolicySetting.INACTIVITY_DAYS)));
    }

    /** Returns whether anybody may revoke tokens by reporting their secrets. */
    public boolean takesLeakReports() {
        return settings.get(PolicySetting.LEAK_REPORTS);
    }

    /**
     * Returns the expiry of a token that is created now.
     *
     * @param requested the lifetime as written in the request, or {@code never}; null if it names none
     * @return empty for a token that never expires
     * @throws ApiTokenException {@link ErrorCode#INVALID_EXPIRY}, {@link ErrorCode#EXPIRY_REQUIRED}, {@link
     *     ErrorCode#EXPIRY_TOO_LONG}
     */
    public Optional<Instant> expiry(@Nullable String requested, Instant now) {
        Optional<Lifetime> lifetime = requested == null
                ? defaultLifetime()
                : requested.equals(NEVER) ? Optional.empty() : Optional.of(checked(read(requested)));
        if (lifetime.isEmpty() && isExpiryRequired()) {
            throw new ApiTokenException(
                    ErrorCode.EXPIRY_REQUIRED,
                    "Tokens of this realm must expire. Send a lifetime, for example 30d.",
                    EXPIRES_IN);
        }
        return lifetime.map(Lifetime::duration).map(now::plus);
    }

    /**
     * Returns the expiry of a token that is rotated now. The new secret has the lifetime of the current one, but at
     * most the maximum lifetime.
     *
     * @param issuedAt when the current secret was issued
     * @param expiresAt when the current secret expires; null if it never expires
     * @return empty for a token that never expires
     * @throws ApiTokenException {@link ErrorCode#EXPIRY_REQUIRED} if the token never expired, the policy now requires
     *     an expiry and the realm has no default lifetime
     */
    public Optional<Instant> rotatedExpiry(Instant issuedAt, @Nullable Instant expiresAt, Instant now) {
        if (expiresAt == null && !isExpiryRequired()) {
            return Optional.empty();
        }
        Optional<Duration> lifetime = Optional.ofNullable(expiresAt)
                .map(end -> Duration.between(issuedAt.truncatedTo(ChronoUnit.SECONDS), end))
                .or(() -> defaultLifetime().map(Lifetime::duration));
        Optional<Duration> max = maxLifetime().map(Lifetime::duration);
        return Optional.of(now.plus(Stream.concat(lifetime.stream(), max.stream())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.EXPIRY_REQUIRED,
                        "Tokens of this realm must expire. Create a new one with a lifetime."))));
    }

    private static Lifetime read(String requested) {
        return Lifetime.parse(requested)
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.INVALID_EXPIRY,
                        "The lifetime is invalid. Send, for example, 12h, 90d, 4w or 1y; at most 100y; or never.",
                        EXPIRES_IN));
    }

    private Lifetime checked(Lifetime lifetime) {
        maxLifetime().filter(max -> lifetime.compareTo(max) > 0).ifPresent(max -> {
            throw new ApiTokenException(
                    ErrorCode.EXPIRY_TOO_LONG, "The lifetime is too long. Send at most " + max + ".", EXPIRES_IN);
        });
        return lifetime;
    }

    private Lifetime limited(Lifetime lifetime) {
        return maxLifetime().filter(max -> lifetime.compareTo(max) > 0).orElse(lifetime);
    }

    /**
     * Checks a profile.
     *
     * @param profile as written, or null
     * @param field the member of the request that names it; null if no member does
     * @throws ApiTokenException {@link ErrorCode#INVALID_PROFILE}
     */
    public void requireProfile(@Nullable String profile, @Nullable String field) {
        if (profile == null) {
            return;
        }
        if (!isProfile(profile)) {
            throw invalidProfile("The profile is no slug. Use a-z, 0-9 and single hyphens; at most 63.", field);
        }
        Set<String> allowed = profiles();
        if (!allowed.isEmpty() && !allowed.contains(profile)) {
            throw invalidProfile(
                    "The realm does not allow this profile. Choose from: " + String.join(", ", allowed) + ".", field);
        }
    }

    /** Returns whether "sign out everywhere" makes the user's earlier tokens inactive. */
    public boolean endsOnLogoutAll() {
        return settings.get(PolicySetting.END_ON_LOGOUT_ALL);
    }

    /** Returns whether a token may have all roles of its owner. */
    public boolean allowsFullAccess() {
        return settings.get(PolicySetting.FULL_ACCESS);
    }

    /**
     * Requires that roles are chosen if the policy requires it.
     *
     * @param field the member of the request that is missing; null if no member is
     * @throws ApiTokenException {@link ErrorCode#ROLES_REQUIRED}
     */
    public void requireRoles(boolean areChosen, @Nullable String field) {
        if (!areChosen && !allowsFullAccess()) {
            throw new ApiTokenException(
                    ErrorCode.ROLES_REQUIRED,
                    field == null
                            ? "The realm no longer allows full access. Create a token with chosen roles."
                            : "The realm allows no full access. Choose the roles of the token.",
                    field);
        }
    }

    private static ApiTokenException invalidProfile(String description, @Nullable String field) {
        return new ApiTokenException(ErrorCode.INVALID_PROFILE, description, field);
    }

    /** Returns whether a text has the form of a profile. */
    public static boolean isProfile(String text) {
        return text.length() <= MAX_SLUG_LENGTH && SLUG.matcher(text).matches();
    }
}
