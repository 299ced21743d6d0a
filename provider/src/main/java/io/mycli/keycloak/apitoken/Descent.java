package io.mycli.keycloak.apitoken;

import java.util.Optional;
import org.keycloak.representations.AccessToken;

/**
 * The mark of a JWT that was made from an API token: the claim {@code api_token_id}, which says from which. No such JWT
 * may manage API tokens.
 */
public final class Descent {

    /** The claim. */
    public static final String CLAIM = "api_token_id";

    private Descent() {}

    /** The id of the API token that a JWT descends from, as the JWT has it. */
    public static Optional<String> tokenId(AccessToken jwt) {
        return Optional.ofNullable(jwt.getOtherClaims().get(CLAIM)).map(Object::toString);
    }
}
