package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * An introspector that keeps the answers about valid API tokens until their {@code exp}. Requests with the same token at
 * the same time share one introspection. A rejection is never kept, nor is an answer about a JWT, whose logout would go
 * unnoticed. An answer is used only if no signal about its token came since it was asked for.
 *
 * <p>The key is the SHA-256 of a token, so that the memory has no secret.
 */
final class CachingIntrospector implements OpaqueTokenIntrospector {

    /** How long an answer is kept at most, whatever its {@code exp} is. */
    static final Duration MAX_KEPT = Duration.ofMinutes(10);

    /** The claim that an answer about an API token has, and that about a JWT derived from one, too. */
    private static final String TOKEN_NAME = "token_name";

    /** The claim that only the answer about a derived JWT has. Its {@code jti} is none that signals name. */
    private static final String ORIGIN = "api_token_id";

    /**
     * The answer about an API token.
     *
     * @param id {@code jti}, which signals call {@code kc_credential_id}
     * @param askedAt the time of the ticker before Keycloak was asked
     */
    private record Answer(OAuth2AuthenticatedPrincipal caller, String id, Instant exp, long askedAt) {}

    private final OpaqueTokenIntrospector delegate;
    private final ChangedTokens changed;
    private final Statistics statistics;
    private final Duration settleTime;
    private final Ticker ticker;
    private final Clock clock;
    private final Cache<String, Answer> answers;

    /** The introspections under way, by key. Each is empty if its answer is about something that is not kept. */
    private final Map<String, CompletableFuture<@Nullable Answer>> underWay = new ConcurrentHashMap<>();

    /**
     * @param settleTime how long after a signal no answer about its token is kept. A signal can be here before each node
     *     of Keycloak knows of the change: a node may take 30 seconds if a message between nodes is lost.
     */
    CachingIntrospector(
            OpaqueTokenIntrospector delegate,
            ChangedTokens changed,
            long maxSize,
            Duration settleTime,
            Statistics statistics,
            Ticker ticker,
            Clock clock) {
        this.delegate = delegate;
        this.changed = changed;
        this.settleTime = settleTime;
        this.statistics = statistics;
        this.ticker = ticker;
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(maxSize)
                .expireAfter(Expiry.creating((String key, Answer answer) -> kept(answer)))
                .build();
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        if (isJwt(token)) {
            return delegate.introspect(token);
        }
        String key = sha256(token);
        Answer kept = answers.getIfPresent(key);
        if (isUsable(kept)) {
            statistics.kept();
            return kept.caller();
        }
        return share(key, token);
    }

    private static boolean isJwt(String token) {
        return token.chars().filter(character -> character == '.').count() == 2;
    }

    /** Returns whether an answer still holds. The time of day decides, too: a suspended machine's ticker stands still. */
    private boolean isUsable(@Nullable Answer answer) {
        return answer != null
                && !changed.hasChangedSince(answer.id(), answer.askedAt())
                && clock.instant().isBefore(answer.exp());
    }

    /** Asks Keycloak, or waits for a request that asks about the same token. Who cannot use its answer asks, too. */
    private OAuth2AuthenticatedPrincipal share(String key, String token) {
        CompletableFuture<@Nullable Answer> own = new CompletableFuture<>();
        CompletableFuture<@Nullable Answer> other = underWay.putIfAbsent(key, own);
        if (other != null) {
            Answer answer = other.join();
            return isUsable(answer) ? answer.caller() : delegate.introspect(token);
        }
        Answer answer = null;
        try {
            long askedAt = ticker.read();
            OAuth2AuthenticatedPrincipal caller = delegate.introspect(token);
            answer = answer(caller, askedAt);
            if (answer != null && !changed.hasChangedSince(answer.id(), askedAt - settleTime.toNanos())) {
                answers.put(key, answer);
            }
            return caller;
        } finally {
            underWay.remove(key, own);
            own.complete(answer);
        }
    }

    /** Returns the answer, if it is about an API token itself; else null. */
    private static @Nullable Answer answer(OAuth2AuthenticatedPrincipal caller, long askedAt) {
        Map<String, Object> claims = caller.getAttributes();
        return claims.containsKey(TOKEN_NAME)
                        && !claims.containsKey(ORIGIN)
                        && claims.get("jti") instanceof String id
                        && claims.get("exp") instanceof Instant exp
                ? new Answer(caller, id, exp, askedAt)
                : null;
    }

    private Duration kept(Answer answer) {
        Duration left = Duration.between(clock.instant(), answer.exp());
        return left.isNegative() ? Duration.ZERO : left.compareTo(MAX_KEPT) < 0 ? left : MAX_KEPT;
    }

    /** Returns how many answers are kept, about. */
    long size() {
        return answers.estimatedSize();
    }

    /** Returns how many answers are kept once all that is due has been removed. */
    long cleanedSize() {
        answers.cleanUp();
        return answers.estimatedSize();
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
