package io.mycli.keycloak.apitoken.spring;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code keycloak.api-tokens.*}. Keycloak and the client of this resource server are Spring Boot's own
 * properties, {@code spring.security.oauth2.resourceserver.opaquetoken.*}.
 *
 * @param principalClaim the claim that names the caller, such as {@code preferred_username}; null for {@code sub}
 * @param cache the kept answers
 * @param signals the Shared Signals about tokens
 */
@ConfigurationProperties("keycloak.api-tokens")
public record ApiTokensProperties(
        @Nullable String principalClaim,
        @DefaultValue Cache cache,
        @DefaultValue Signals signals) {

    /**
     * The kept answers about API tokens. Answers about JWTs are never kept.
     *
     * @param enabled null for yes if there are signals, because without them a revocation is noticed late
     * @param maxSize the maximum number of answers
     */
    public record Cache(
            @Nullable Boolean enabled,
            @DefaultValue("10000") long maxSize) {}

    /**
     * The Shared Signals about tokens, of Keycloak's experimental feature {@code ssf}.
     *
     * @param pollUrl where to poll (RFC 8936), which Keycloak says when a stream is created; null for no signals
     * @param interval the time between two polls
     * @param settleTime how long after a signal no answer about its token is kept
     * @param issuer the issuer of the realm; null for the one of the introspection endpoint
     */
    public record Signals(
            @Nullable URI pollUrl,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("1m") Duration settleTime,
            @Nullable String issuer) {}

    /** Returns the URL of the stream; null if there are no signals. An empty text means none, as in other properties. */
    @Nullable
    URI pollUrl() {
        URI url = signals.pollUrl();
        return url == null || url.toString().isBlank() ? null : url;
    }

    boolean isCacheEnabled() {
        return cache.enabled() == null ? pollUrl() != null : cache.enabled();
    }
}
