package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.error.Outage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;
import org.keycloak.util.TokenUtil;

/**
 * The verification of derived JWTs, which an exchange or a direct grant made from an API token. Their id says that they
 * belong to an online session, but they name no session: every endpoint of Keycloak that accepts bearer tokens looks
 * for the session and rejects them. Introspection and exchange use this class instead. A derived JWT is valid only
 * while its API token is.
 */
public final class DerivedTokenVerifier {

    private static final Logger logger = Logger.getLogger(DerivedTokenVerifier.class);

    private static final List<String> TYPES = List.of(TokenUtil.TOKEN_TYPE_BEARER, TokenUtil.TOKEN_TYPE_DPOP);

    /** The name of the claim as Keycloak writes it in JSON. Only Keycloak signs JWTs of the realm. */
    private static final String ORIGIN = "\"" + TokenOrigin.CLAIM + "\"";

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Creates a verifier for the realm of the session's context. */
    public DerivedTokenVerifier(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Returns the claims of a text that looks like a derived JWT; empty for any other text and for null. Not verified.
     */
    public static Optional<AccessToken> parse(@Nullable String text) {
        if (text == null || !payload(text).contains(ORIGIN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JWSInput(text).readJsonContent(AccessToken.class))
                    .filter(jwt -> TokenOrigin.tokenId(jwt).isPresent());
        } catch (JWSInputException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the decoded payload; empty if there is none. This is cheaper than parsing JSON, and every introspected
     * JWT gets here.
     */
    private static String payload(String text) {
        int start = text.indexOf('.') + 1;
        int end = text.indexOf('.', start);
        if (start == 0 || end < 0) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(text.substring(start, end)), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Verifies a text that {@link #parse} accepts, and the API token that the JWT was made from. */
    public VerificationResult verify(String text) {
        AccessToken jwt;
        try {
            jwt = verified(text);
            if (isOfSession(jwt)) {
                return rejected(RejectionReason.DERIVED_JWT_FORGED);
            }
        } catch (VerificationException | RuntimeException e) {
            if (e instanceof RuntimeException failure && Outage.isCauseOf(failure)) {
                throw failure;
            }
            logger.debugf("The derived JWT cannot be verified: %s", e.getClass().getName());
            return rejected(RejectionReason.DERIVED_JWT_INVALID);
        }
        return verifyClient(jwt);
    }

    private VerificationResult verifyClient(AccessToken jwt) {
        ClientModel client = realm.getClientByClientId(jwt.getIssuedFor());
        if (client == null) {
            return rejected(RejectionReason.DERIVED_JWT_CLIENT_NOT_FOUND);
        }
        if (!client.isEnabled()) {
            return rejected(RejectionReason.DERIVED_JWT_CLIENT_DISABLED);
        }
        if (jwt.getIat() < Math.max(client.getNotBefore(), realm.getNotBefore())) {
            return rejected(RejectionReason.DERIVED_JWT_BEFORE_NOT_BEFORE);
        }
        return new ApiTokenVerifier(session).verifyOrigin(jwt);
    }

    private AccessToken verified(String text) throws VerificationException {
        TokenVerifier<AccessToken> verifier = TokenVerifier.create(text, AccessToken.class)
                .withChecks(
                        new TokenVerifier.RealmUrlCheck(
                                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName())),
                        new TokenVerifier.TokenTypeCheck(TYPES),
                        TokenVerifier.SUBJECT_EXISTS_CHECK,
                        TokenVerifier.IS_ACTIVE);
        AccessToken jwt = RealmSignature.checkedBy(verifier, session).verify().getToken();
        if (jwt.getIat() == null || jwt.getIssuedFor() == null) {
            throw new VerificationException("Incomplete");
        }
        return jwt;
    }

    /**
     * Returns whether a JWT belongs to a session. A mapper can add the claim of origin to the JWT of a login, but it
     * cannot remove the session.
     */
    private boolean isOfSession(AccessToken jwt) {
        AccessTokenContext context =
                session.getProvider(TokenContextEncoderProvider.class).getTokenContextFromTokenId(jwt.getId());
        return jwt.getSessionId() != null || context.getSessionType() != AccessTokenContext.SessionType.ONLINE;
    }

    private static VerificationResult rejected(RejectionReason reason) {
        return new VerificationResult.Rejected(reason, Optional.empty());
    }
}
