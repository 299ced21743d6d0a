package io.mycli.keycloak.apitoken.verification;

import java.util.Optional;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/** The signature of a JWT by a key of the session's realm. */
public final class RealmSignature {

    private RealmSignature() {}

    /**
     * Returns the verifier with the check of the signature added.
     *
     * @throws VerificationException if the header cannot be read, or the realm lacks the algorithm or key
     */
    static TokenVerifier<AccessToken> checkedBy(TokenVerifier<AccessToken> verifier, KeycloakSession session)
            throws VerificationException {
        SignatureProvider signatures = session.getProvider(
                SignatureProvider.class, verifier.getHeader().getAlgorithm().name());
        if (signatures == null) {
            throw new VerificationException("Unknown algorithm");
        }
        return verifier.verifierContext(signatures.verifier(verifier.getHeader().getKeyId()));
    }

    /** Returns whether the realm signed a text. If so, the caller is not to blame if the rest cannot be verified. */
    public static boolean isOn(String text, KeycloakSession session) {
        return signed(text, session).isPresent();
    }

    /** Returns the user of a JWT that the realm signed and that has not expired, valid or not. */
    public static Optional<UserModel> userOf(String text, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return signed(text, session)
                .filter(AccessToken::isActive)
                .map(AccessToken::getSubject)
                .map(id -> session.users().getUserById(realm, id));
    }

    private static Optional<AccessToken> signed(String text, KeycloakSession session) {
        try {
            TokenVerifier<AccessToken> verifier = checkedBy(TokenVerifier.create(text, AccessToken.class), session);
            verifier.verifySignature();
            return Optional.of(verifier.getToken());
        } catch (VerificationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
