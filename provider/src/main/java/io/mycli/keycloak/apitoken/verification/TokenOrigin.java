package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * The mark of what was made from an API token: the claim of a JWT, or the note of a user session, {@code api_token_id},
 * which says from which. No such JWT may manage API tokens.
 */
public final class TokenOrigin {

    /** The claim; and the note of a user session. */
    public static final String CLAIM = "api_token_id";

    /**
     * The claim of a derived JWT that says which secret of the token it was made from: when that was issued, in milliseconds
     * since the epoch.
     */
    public static final String ISSUED_AT_CLAIM = "api_token_issued_at";

    private TokenOrigin() {}

    /** Whether a JWT or the session it belongs to was made from an API token. */
    public static boolean isFromApiToken(AccessToken jwt, UserSessionModel userSession) {
        return tokenId(jwt).isPresent() || userSession.getNote(CLAIM) != null;
    }

    /**
     * Returns the secret that a derived JWT was made from. In a chain of exchanges each JWT is issued anew, and names the
     * secret that the chain began with: none outlives it.
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

    /** The id of the API token that a JWT descends from, as the JWT has it. */
    public static Optional<String> tokenId(AccessToken jwt) {
        return Optional.ofNullable(jwt.getOtherClaims().get(CLAIM)).map(Object::toString);
    }
}
