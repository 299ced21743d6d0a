package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The source of a derived JWT.
 *
 * @param secret the presented secret
 * @param access the access that its API token has
 */
public record Derivation(StoredSecret secret, TokenAccess access) {

    private static final String ATTRIBUTE = Derivation.class.getName();

    /** Returns the derivation from a valid API token. */
    public static Derivation of(KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        return new Derivation(
                accepted.secret(), ApiTokenClaims.of(session, issuers, accepted).access());
    }

    /**
     * Requires that a JWT is for the owner of the API token.
     *
     * @throws IllegalStateException if it is for another user
     */
    void requireOwner(UserModel user) {
        if (!user.getId().equals(secret.token().ownerId())) {
            throw new IllegalStateException("The user is not the owner of the API token");
        }
    }

    /** Keeps the derivation for the rest of the request, for the JWTs of a login with this secret. */
    public void keep(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the derivation of this request; empty if its user logged in without an API token. */
    public static Optional<Derivation> kept(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, Derivation.class));
    }
}
