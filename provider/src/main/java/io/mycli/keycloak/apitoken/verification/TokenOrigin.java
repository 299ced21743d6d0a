package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * The origin of what was made from an API token: a claim of derived JWTs, and a note of user sessions. Such JWTs may
 * not manage API tokens.
 */
public final class TokenOrigin {

    /** The claim, and the note of a user session, with the id of the API token. */
    public static final String CLAIM = "api_token_id";

    /**
     * The claim with the secret that a derived JWT was made from: when the secret was issued, in milliseconds since the
     * epoch.
     */
    public static final String ISSUED_AT_CLAIM = "api_token_issued_at";

    private TokenOrigin() {}

    /** Returns whether a JWT or its session was made from an API token. */
    public static boolean isFromApiToken(AccessToken jwt, UserSessionModel userSession) {
        return tokenId(jwt).isPresent() || userSession.getNote(CLAIM) != null;
    }

    /**
     * Returns the secret that a derived JWT was made from. Each exchange of a derived JWT for another keeps the secret
     * of the first one, so that none outlives it.
     */
    static StoredSecret secretOf(AccessToken jwt, ApiTokenModel token) {
        Instant issuedAt = jwt.getOtherClaims().get(ISSUED_AT_CLAIM) instanceof Number claimed
                ? Instant.ofEpochMilli(claimed.longValue())
                : Instant.EPOCH;
        if (issuedAt.equals(token.issuedAt())) {
            return new StoredSecret(token, issuedAt, token.expiresAt(), false);
        }
        boolean isPrevious = issuedAt.equals(token.previousIssuedAt());
        return new StoredSecret(token, issuedAt, isPrevious ? token.previousValidUntil() : issuedAt, true);
    }

    /** Returns the id of the API token in a JWT's claim of origin; empty if it has no such claim. Not verified. */
    public static Optional<String> tokenId(AccessToken jwt) {
        return Optional.ofNullable(jwt.getOtherClaims().get(CLAIM)).map(Object::toString);
    }
}
