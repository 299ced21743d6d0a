package io.mycli.keycloak.apitoken;

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

    private Descent() {}

    /** Whether a JWT or the session it belongs to was made from an API token. */
    public static boolean isFromApiToken(AccessToken jwt, UserSessionModel userSession) {
        return tokenId(jwt).isPresent() || userSession.getNote(CLAIM) != null;
    }

    /** The id of the API token that a JWT descends from, as the JWT has it. */
    public static Optional<String> tokenId(AccessToken jwt) {
        return Optional.ofNullable(jwt.getOtherClaims().get(CLAIM)).map(Object::toString);
    }
}
