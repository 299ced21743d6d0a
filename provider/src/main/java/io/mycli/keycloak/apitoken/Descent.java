package io.mycli.keycloak.apitoken;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * The mark of what was made from an API token: the claim of a JWT, or the note of a user session, {@code api_token_id},
 * which says from which. No such JWT may manage API tokens.
 */
public final class Descent {

    /** The claim; and the note of a user session. */
    public static final String CLAIM = "api_token_id";

    /** The claim of when the secret ends that it was made from, in seconds since the epoch; absent for never. */
    public static final String EXPIRES_AT_CLAIM = "token_expires_at";

    private Descent() {}

    /** Whether a JWT or the session it belongs to was made from an API token. */
    public static boolean isFromApiToken(AccessToken jwt, UserSessionModel userSession) {
        return tokenId(jwt).isPresent() || userSession.getNote(CLAIM) != null;
    }

    /**
     * The secret that a JWT was made from, as far as can be told by when it was issued: what was issued before a rotation,
     * or in its very second, is of the secret that the rotation replaced; before the rotation that minted that one, of a
     * secret that no overlap keeps alive. And it ends when the JWT says, for in a chain of exchanges each JWT is issued
     * anew. So no chain outlives the secret that it began with.
     */
    static PresentedSecret secretOf(AccessToken jwt, ApiTokenModel token) {
        long issuedAt = jwt.getIat() == null ? 0 : jwt.getIat();
        boolean isReplaced = token.rotatedAt() != null && isNotAfter(issuedAt, token.rotatedAt());
        Instant end = isReplaced ? endOfReplaced(issuedAt, token) : token.expiresAt();
        if (jwt.getOtherClaims().get(EXPIRES_AT_CLAIM) instanceof Number said) {
            Instant saidEnd = Instant.ofEpochSecond(said.longValue());
            end = end == null || saidEnd.isBefore(end) ? saidEnd : end;
        }
        return new PresentedSecret(token, isReplaced ? token.previousMintedAt() : token.mintedAt(), end, isReplaced);
    }

    private static Instant endOfReplaced(long issuedAt, ApiTokenModel token) {
        Instant minted = token.previousMintedAt();
        boolean wasRotatedBefore = !minted.equals(token.createdAt());
        return wasRotatedBefore && isNotAfter(issuedAt, minted) ? minted : token.previousValidUntil();
    }

    private static boolean isNotAfter(long issuedAt, Instant rotation) {
        return issuedAt <= rotation.getEpochSecond();
    }

    /** The id of the API token that a JWT descends from, as the JWT has it. */
    public static Optional<String> tokenId(AccessToken jwt) {
        return Optional.ofNullable(jwt.getOtherClaims().get(CLAIM)).map(Object::toString);
    }
}
