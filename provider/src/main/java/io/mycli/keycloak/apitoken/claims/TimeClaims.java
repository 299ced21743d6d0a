package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.representations.AccessToken;

/**
 * The claims {@code iat} and {@code exp} of a token.
 *
 * @param iat in seconds since the epoch; never in the future
 * @param exp in seconds since the epoch; later than {@code iat}
 */
record TimeClaims(long iat, long exp) {

    /** The lifespan in seconds if access tokens should live as long as the session. An API token has no session. */
    private static final int LIFESPAN_WITHOUT_SESSION = 300;

    /**
     * Returns the claims of a token that expires. If clocks disagree, {@code iat} becomes earlier: with a later {@code
     * exp}, caches would keep a response for longer than a revocation may take.
     *
     * @param issuedAt by the clock of the node that issued the token, which may be ahead or was set back
     * @param exp in seconds since the epoch
     */
    static TimeClaims of(Instant issuedAt, long exp, Instant now) {
        return new TimeClaims(Math.min(Math.min(issuedAt.getEpochSecond(), now.getEpochSecond()), exp - 1), exp);
    }

    /** Returns the claims of a valid secret at the current time. */
    static TimeClaims ofNow(VerificationResult.Accepted accepted, RealmModel realm) {
        StoredSecret secret = accepted.secret();
        return of(
                secret.issuedAt(),
                exp(secret.expiresAt(), lifespan(Optional.of(accepted.tokenClient()), realm)),
                UtcTime.now());
    }

    /** Writes both claims. */
    void write(AccessToken claims) {
        claims.iat(iat);
        claims.exp(exp);
    }

    /**
     * Returns {@code exp} in seconds since the epoch: the earlier of the secret's expiry and that of an access token
     * issued now to the token client. Resource servers that cache a response until {@code exp} thus notice a revocation
     * as soon as with Keycloak's own tokens.
     *
     * @param expiresAt null if the secret never expires
     * @throws NumberFormatException if the client's lifespan is no number, as with Keycloak's own tokens
     */
    static long exp(@Nullable Instant expiresAt, RealmModel realm) {
        return exp(expiresAt, lifespan(TokenClient.find(realm), realm));
    }

    private static long exp(@Nullable Instant expiresAt, int lifespan) {
        long exp = Time.currentTimeMillis() / 1000 + lifespan;
        return expiresAt == null ? exp : Math.min(exp, expiresAt.getEpochSecond());
    }

    /** Returns the token client's lifespan of access tokens in seconds; that of the realm if the client has none. */
    private static int lifespan(Optional<ClientModel> tokenClient, RealmModel realm) {
        int lifespan = tokenClient
                .map(client -> client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN))
                .filter(text -> !text.isBlank())
                .map(Integer::parseInt)
                .orElseGet(realm::getAccessTokenLifespan);
        return lifespan > 0 ? lifespan : LIFESPAN_WITHOUT_SESSION;
    }
}
