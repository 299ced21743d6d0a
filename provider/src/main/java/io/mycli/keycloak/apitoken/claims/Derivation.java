package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * What a derived JWT is made from.
 *
 * @param secret the secret that was presented
 * @param access what its API token may do
 */
public record Derivation(StoredSecret secret, TokenAccess access) {

    private static final String ATTRIBUTE = Derivation.class.getName();

    /** Returns what can be derived from a valid API token. */
    public static Derivation of(KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        return new Derivation(
                accepted.secret(), ApiTokenClaims.of(session, issuers, accepted).access());
    }

    /** @throws IllegalStateException if Keycloak is about to make the JWT of another user */
    void requireOwner(UserModel user) {
        if (!user.getId().equals(secret.token().ownerId())) {
            throw new IllegalStateException("The user is not the owner of the API token");
        }
    }

    /** Keeps it for the rest of the request, for the JWTs of a login with this secret. */
    public void keep(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the one of this request; empty if its user logged in otherwise. */
    public static Optional<Derivation> kept(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, Derivation.class));
    }
}
