package io.mycli.keycloak.apitoken.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * A realm's rules, read from its {@code api-tokens.*} attributes; nothing else reads them. What is not set has the
 * default of the contract. What is set and cannot be read makes {@link #problem()} say so: no token is minted under a
 * rule that nobody can read, while the tokens that exist go on working.
 */
public final class ApiTokenPolicy {

    /** Realm attributes begin with this. */
    public static final String PREFIX = "api-tokens.";

    /** Clients whose JWTs may manage tokens where the realm names none. */
    public static final Set<String> DEFAULT_CLIENTS = Set.of("account-console", "my-cli");

    private static final String INACTIVITY_DAYS = "inactivity-days";
    private static final String END_ON_LOGOUT_ALL = "end-on-logout-all";
    private static final int DEFAULT_MAX_PER_USER = 10;
    private static final int MAX_SLUG_LENGTH = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String problem;
    private final boolean enabled;
    private final int maxPerUser;
    private final Lifetime defaultLifetime;
    private final Lifetime maxLifetime;
    private final boolean requireExpiry;
    private final Set<String> clients;
    private final Set<String> profiles;
    private final Duration recentLogin;
    private final Duration inactivity;
    private final boolean leakReports;

    private ApiTokenPolicy(RealmModel realm) {
        RealmRules rules = new RealmRules(realm, PREFIX);
        enabled = isEnabled(realm);
        maxPerUser = rules.number("max-per-user", DEFAULT_MAX_PER_USER);
        defaultLifetime = rules.lifetime("default-lifetime");
        maxLifetime = rules.lifetime("max-lifetime");
        requireExpiry = rules.flag("require-expiry");
        rules.flag(END_ON_LOGOUT_ALL);
        Set<String> named = rules.list("clients");
        clients = named.isEmpty() ? DEFAULT_CLIENTS : named;
        profiles = rules.list("profiles");
        recentLogin = Duration.ofSeconds(rules.number("recent-login-seconds", 0));
        inactivity = Duration.ofDays(rules.number(INACTIVITY_DAYS, 0));
        leakReports = rules.flag("leak-reports");
        problem = rules.problem();
    }

    /** The rules of a realm as they are now. */
    public static ApiTokenPolicy of(RealmModel realm) {
        return new ApiTokenPolicy(realm);
    }

    /** Whether the realm has API tokens at all; off until an administrator says otherwise. Reads this rule alone. */
    public static boolean isEnabled(RealmModel realm) {
        return isTrue(realm, "enabled");
    }

    /** Whether a user's own not-before, which "sign out everywhere" sets, ends their tokens. Reads this rule alone. */
    public static boolean endsOnLogoutAll(RealmModel realm) {
        return isTrue(realm, END_ON_LOGOUT_ALL);
    }

    /** How long a token may go unused before it ends; empty where it may for ever. Reads this rule alone. */
    public static Optional<Duration> inactivity(RealmModel realm) {
        return positive(Duration.ofDays(new RealmRules(realm, PREFIX).number(INACTIVITY_DAYS, 0)));
    }

    private static boolean isTrue(RealmModel realm, String rule) {
        return new RealmRules(realm, PREFIX).isTrue(rule);
    }

    private static Optional<Duration> positive(Duration duration) {
        return Optional.of(duration).filter(it -> !it.isZero());
    }

    /** Whether the realm has API tokens at all. */
    public boolean isEnabled() {
        return enabled;
    }

    /** What is wrong with the rules, naming the attribute; empty when they can be read. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** The most live tokens one owner may have. */
    public int maxPerUser() {
        return maxPerUser;
    }

    /** The lifetime of a token whose request names none; never longer than {@link #maxLifetime()}. */
    public Optional<Lifetime> defaultLifetime() {
        return Optional.ofNullable(defaultLifetime).map(this::atMostTheLongest);
    }

    /** The longest lifetime that may be asked for. */
    public Optional<Lifetime> maxLifetime() {
        return Optional.ofNullable(maxLifetime);
    }

    /** Whether every token has to expire; a longest lifetime implies it. */
    public boolean isExpiryRequired() {
        return requireExpiry || maxLifetime != null;
    }

    /** Whether JWTs issued to this client may manage tokens. */
    public boolean allowsClient(String clientId) {
        return clients.contains(clientId);
    }

    /** The profiles to choose from; empty when any slug will do. */
    public Set<String> profiles() {
        return profiles;
    }

    /** How old a login may be to mint a token; empty when it may be of any age. */
    public Optional<Duration> recentLogin() {
        return positive(recentLogin);
    }

    /** How long a token may go unused before it ends; empty where it may for ever. */
    public Optional<Duration> inactivity() {
        return positive(inactivity);
    }

    /** Whether anybody may end tokens by reporting their secrets. */
    public boolean takesLeakReports() {
        return leakReports;
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
                    ErrorCode.EXPIRY_REQUIRED, "Tokens must expire here: send expiresIn, for example 30d.");
        }
        return lifetime.map(it -> now.plus(it.duration()));
    }

    /**
     * When a token ends that is rotated now: as long from now as it had from its last secret on, but for the longest
     * lifetime of today.
     *
     * @param mintedAt when the secret it has was minted
     * @param expiresAt when that was to end, or null for never
     * @return empty for a token that never expires
     * @throws ApiTokenException {@link ErrorCode#EXPIRY_REQUIRED} for a token that never did, where it must by now and
     *     the realm says no lifetime
     */
    public Optional<Instant> rotatedExpiry(Instant mintedAt, Instant expiresAt, Instant now) {
        if (expiresAt == null && !isExpiryRequired()) {
            return Optional.empty();
        }
        Optional<Duration> had = Optional.ofNullable(expiresAt)
                .map(end -> Duration.between(mintedAt.truncatedTo(ChronoUnit.SECONDS), end))
                .or(() -> defaultLifetime().map(Lifetime::duration));
        Optional<Duration> longest = maxLifetime().map(Lifetime::duration);
        return Optional.of(now.plus(Stream.concat(had.stream(), longest.stream())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.EXPIRY_REQUIRED,
                        "Tokens must expire here by now: create a new one, and send expiresIn, for example 30d."))));
    }

    private static Lifetime readLifetime(String requested) {
        return Lifetime.parse(requested)
                .orElseThrow(() -> new ApiTokenException(
                        ErrorCode.INVALID_EXPIRY,
                        "Send expiresIn as a positive number with h, d, w or y, for example 90d, at most 100y."));
    }

    private Lifetime checked(Lifetime lifetime) {
        if (maxLifetime != null && lifetime.compareTo(maxLifetime) > 0) {
            throw new ApiTokenException(
                    ErrorCode.EXPIRY_TOO_LONG, "Choose an expiresIn of at most " + maxLifetime + ".");
        }
        return lifetime;
    }

    private Lifetime atMostTheLongest(Lifetime lifetime) {
        return maxLifetime != null && lifetime.compareTo(maxLifetime) > 0 ? maxLifetime : lifetime;
    }

    /**
     * Checks a profile.
     *
     * @param profile as written in the request, or null
     * @throws ApiTokenException {@link ErrorCode#INVALID_PROFILE}
     */
    public void requireProfile(String profile) {
        if (profile == null) {
            return;
        }
        if (profile.length() > MAX_SLUG_LENGTH || !SLUG.matcher(profile).matches()) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_PROFILE,
                    "Write the profile as a slug: lower-case letters, digits and single hyphens, at most 63.");
        }
        if (!profiles.isEmpty() && !profiles.contains(profile)) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_PROFILE,
                    "Choose one of the realm's profiles: " + String.join(", ", profiles) + ".");
        }
    }
}
