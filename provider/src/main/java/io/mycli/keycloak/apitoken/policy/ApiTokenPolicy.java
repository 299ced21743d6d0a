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
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * A realm's rules, read from its {@code api-tokens.*} attributes; nothing else reads them. What is not set has the
 * default of the contract. What is set and cannot be read makes {@link #problem()} say so: no token is minted under a
 * rule that nobody can read. The tokens that exist depend on {@link EndingPolicy} alone.
 */
public final class ApiTokenPolicy {

    /** Realm attributes begin with this. */
    public static final String PREFIX = "api-tokens.";

    /** Clients whose JWTs may manage tokens where the realm names none. */
    public static final Set<String> DEFAULT_CLIENTS = Set.of("account-console", "my-cli");

    private static final String EXPIRES_IN = "expiresIn";
    private static final int MAX_SLUG_LENGTH = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final PolicySettings settings;
    private final String problem;

    private ApiTokenPolicy(PolicySettings settings, String problem) {
        this.settings = settings;
        this.problem = problem;
    }

    /** The rules of a realm as they are now. */
    public static ApiTokenPolicy of(RealmModel realm) {
        RealmAttributes rules = rules(realm);
        PolicySettings settings = PolicySettings.read(rules);
        rules.read(EndingPolicy.NOT_BEFORE);
        return new ApiTokenPolicy(settings, rules.problem());
    }

    /** The rules as they would be. */
    public static ApiTokenPolicy of(PolicySettings settings) {
        return new ApiTokenPolicy(settings, null);
    }

    /** Whether the realm has API tokens at all; off until an administrator says otherwise. Reads this rule alone. */
    public static boolean isEnabled(RealmModel realm) {
        return rules(realm).isTrue(PolicySetting.ENABLED);
    }

    /** Whether owners get this mail. Reads this rule alone. */
    public static boolean sends(RealmModel realm, MailKind mail) {
        return rules(realm).read(PolicySetting.mail(mail));
    }

    private static RealmAttributes rules(RealmModel realm) {
        return new RealmAttributes(realm::getAttribute);
    }

    private static Optional<Duration> positive(Duration duration) {
        return Optional.of(duration).filter(it -> !it.isZero());
    }

    /** Whether the realm has API tokens at all. */
    public boolean isEnabled() {
        return settings.get(PolicySetting.ENABLED);
    }

    /** The attributes that cannot be read, without their values; empty if all can be read. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** The most live tokens one owner may have. */
    public int maxPerUser() {
        return settings.get(PolicySetting.MAX_PER_USER);
    }

    /** The lifetime of a token whose request names none; never longer than {@link #maxLifetime()}. */
    public Optional<Lifetime> defaultLifetime() {
        return Optional.ofNullable(settings.get(PolicySetting.DEFAULT_LIFETIME)).map(this::atMostTheLongest);
    }

    /** The longest lifetime that may be asked for. */
    public Optional<Lifetime> maxLifetime() {
        return Optional.ofNullable(settings.get(PolicySetting.MAX_LIFETIME));
    }

    /** Whether every token has to expire; a longest lifetime implies it. */
    public boolean isExpiryRequired() {
        return settings.get(PolicySetting.REQUIRE_EXPIRY) || settings.get(PolicySetting.MAX_LIFETIME) != null;
    }

    /**
     * Returns whether JWTs issued to this client may manage tokens. A client of the default list must not have a
     * registration access token: who registered it chose its id, and who has that token can change where it redirects to.
     */
    public boolean allowsClient(ClientModel client) {
        return settings.get(PolicySetting.CLIENTS).isEmpty()
                ? DEFAULT_CLIENTS.contains(client.getClientId()) && client.getRegistrationToken() == null
                : settings.get(PolicySetting.CLIENTS).contains(client.getClientId());
    }

    /** The profiles to choose from; empty when any slug will do. */
    public Set<String> profiles() {
        return settings.get(PolicySetting.PROFILES);
    }

    /** How old a login may be to mint a token; empty when it may be of any age. */
    public Optional<Duration> recentLogin() {
        return positive(Duration.ofSeconds(settings.get(PolicySetting.RECENT_LOGIN_SECONDS)));
    }

    /** How long a token may go unused before it ends; empty where it may for ever. */
    public Optional<Duration> inactivity() {
        return positive(Duration.ofDays(settings.get(PolicySetting.INACTIVITY_DAYS)));
    }

    /** Whether anybody may end tokens by reporting their secrets. */
    public boolean takesLeakReports() {
        return settings.get(PolicySetting.LEAK_REPORTS);
    }

    /**
     * When a token minted now ends.
     *
     * @param requested as written in the request, or null where it names none
     * @return empty for a token that never expires
     * @throws ApiTokenException {@link ErrorCode#INVALID_EXPIRY}, {@link ErrorCode#EXPIRY_REQUIRED},
     *     {@link ErrorCode#EXPIRY_TOO_LONG}
     */
    public Optional<Instant> expiry(String requested, Instant now) {
        Optional<Lifetime> lifetime =
                requested == null ? defaultLifetime() : Optional.of(checked(readLifetime(requested)));
        if (lifetime.isEmpty() && isExpiryRequired()) {
            throw new ApiTokenException(
                    ErrorCode.EXPIRY_REQUIRED,
                    "Tokens of this realm must expire. Send a lifetime, for example 30d.",
                    EXPIRES_IN);
        }
        return lifetime.map(it -> now.plus(it.duration()));
    }

    /**
     * When a token ends that is rotated now: as long from now as it had from its last secret on, but for the longest
     * lifetime of today.
     *
     * @param issuedAt when the secret it has was minted
     * @param expiresAt when that was to end, or null for never
     * @return empty for a token that never expires
     * @throws ApiTokenException {@link ErrorCode#EXPIRY_REQUIRED} for a token that never did, where it must by now and
     *     the realm says no lifetime
     */
    public Optional<Instant> rotatedExpiry(Instant issuedAt, Instant expiresAt, Instant now) {
        if (expiresAt == null && !isExpiryRequired()) {
            return Optional.empty();
        }
        Optional<Duration> had = Optional.ofNullable(expiresAt)
                .map(end -> Duration.between(issuedAt.truncatedTo(ChronoUnit.SECONDS), end))
                .or(() -> defaultLifetime().map(Lifetime::duration));
        Optional<Duration> longest = maxLifetime().map(Lifetime::duration);
        return Optional.of(now.plus(Stream.concat(had.stream(), longest.stream())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.EXPIRY_REQUIRED,
                        "Tokens of this realm must expire. Create a new one with a lifetime."))));
    }

    private static Lifetime readLifetime(String requested) {
        return Lifetime.parse(requested)
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.INVALID_EXPIRY,
                        "The lifetime is invalid. Send, for example, 12h, 90d, 4w or 1y; at most 100y.",
                        EXPIRES_IN));
    }

    private Lifetime checked(Lifetime lifetime) {
        Lifetime longest = settings.get(PolicySetting.MAX_LIFETIME);
        if (longest != null && lifetime.compareTo(longest) > 0) {
            throw new ApiTokenException(
                    ErrorCode.EXPIRY_TOO_LONG, "The lifetime is too long. Send at most " + longest + ".", EXPIRES_IN);
        }
        return lifetime;
    }

    private Lifetime atMostTheLongest(Lifetime lifetime) {
        Lifetime longest = settings.get(PolicySetting.MAX_LIFETIME);
        return longest != null && lifetime.compareTo(longest) > 0 ? longest : lifetime;
    }

    /**
     * Checks a profile.
     *
     * @param profile as written, or null
     * @param field the member of the request that names it; null if no member does
     * @throws ApiTokenException {@link ErrorCode#INVALID_PROFILE}
     */
    public void requireProfile(String profile, String field) {
        if (profile == null) {
            return;
        }
        if (!isProfile(profile)) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_PROFILE,
                    "The profile is no slug. Use a-z, 0-9 and single hyphens; at most 63.",
                    field);
        }
        Set<String> profiles = settings.get(PolicySetting.PROFILES);
        if (!profiles.isEmpty() && !profiles.contains(profile)) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_PROFILE,
                    "The realm does not allow this profile. Choose from: " + String.join(", ", profiles) + ".",
                    field);
        }
    }

    /** Whether a text can be a profile at all. */
    public static boolean isProfile(String text) {
        return text.length() <= MAX_SLUG_LENGTH && SLUG.matcher(text).matches();
    }
}
