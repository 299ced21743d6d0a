package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
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

    /** The claim by which an answer is about an API token. */
    private static final String OF_API_TOKEN = "token_name";

    /**
     * The answer about a token.
     *
     * @param id {@code jti}, which signals call {@code kc_credential_id}
     * @param askedAt the time of the ticker before Keycloak was asked
     */
    private record Answer(OAuth2AuthenticatedPrincipal caller, String id, long askedAt, Duration kept) {}

    private final OpaqueTokenIntrospector delegate;
    private final ChangedTokens changed;
    private final Statistics statistics;
    private final Ticker ticker;
    private final Cache<String, Answer> answers;

    CachingIntrospector(
            OpaqueTokenIntrospector delegate,
            ChangedTokens changed,
            long maxSize,
            Statistics statistics,
            Ticker ticker) {
        this.delegate = delegate;
        this.changed = changed;
        this.statistics = statistics;
        this.ticker = ticker;
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(maxSize)
                .expireAfter(Expiry.creating((String key, Answer answer) -> answer.kept()))
                .build();
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        String key = sha256(token);
        Answer kept = answers.getIfPresent(key);
        if (kept != null && !changed.hasChangedSince(kept.id(), kept.askedAt())) {
            statistics.kept();
            return kept.caller();
        }
        if (kept != null) {
            answers.asMap().remove(key, kept);
        }
        return answers.get(key, unused -> ask(token)).caller();
    }

    private Answer ask(String token) {
        long askedAt = ticker.read();
        OAuth2AuthenticatedPrincipal caller = delegate.introspect(token);
        Map<String, Object> claims = caller.getAttributes();
        return claims.containsKey(OF_API_TOKEN)
                        && claims.get("jti") instanceof String id
                        && claims.get("exp") instanceof Instant exp
                ? new Answer(caller, id, askedAt, kept(exp))
                : new Answer(caller, "", askedAt, Duration.ZERO);
    }

    private static Duration kept(Instant exp) {
        Duration left = Duration.between(Instant.now(), exp);
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
