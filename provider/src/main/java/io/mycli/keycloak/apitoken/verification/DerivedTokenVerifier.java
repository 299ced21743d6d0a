package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.error.Outage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
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
 * Verifies derived JWTs, those that came of an API token by an exchange or a direct grant. Their id says that they belong to
 * an online session, and they name none: every endpoint of Keycloak that takes a bearer looks for that session and rejects
 * them. Introspection and exchange ask here instead, and the JWT is valid only while its API token is.
 */
public final class DerivedTokenVerifier {

    private static final Logger logger = Logger.getLogger(DerivedTokenVerifier.class);

    private static final List<String> TYPES = List.of(TokenUtil.TOKEN_TYPE_BEARER, TokenUtil.TOKEN_TYPE_DPOP);

    /** As Keycloak writes the name of the claim, and nobody else signs for the realm. */
    private static final String ORIGIN = "\"" + TokenOrigin.CLAIM + "\"";

    private final KeycloakSession session;
    private final RealmModel realm;

    /** For the realm of the session's context. */
    public DerivedTokenVerifier(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Returns the claims of a text that claims to be a derived JWT; nothing of it is verified. */
    public static Optional<AccessToken> parse(String text) {
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

    /** Cheaper than reading the JSON, for each JWT that is introspected comes by here. */
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

    /** Verifies a text that {@link #parse} takes for a derived JWT, and the API token that it comes from. */
    public VerificationResult verify(String text) {
        AccessToken jwt;
        boolean isOfSession;
        try {
            jwt = verified(text);
            isOfSession = isOfSession(jwt);
        } catch (VerificationException | RuntimeException e) {
            if (e instanceof RuntimeException failure && Outage.isCauseOf(failure)) {
                throw failure;
            }
            logger.debugf("The derived JWT cannot be verified: %s", e.getClass().getName());
            return rejected(RejectionReason.DERIVED_JWT_INVALID);
        }
        if (isOfSession) {
            return rejected(RejectionReason.DERIVED_JWT_FORGED);
        }
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

    /** A mapper can add the claim of origin to a JWT of a login, but it cannot take its session. */
    private boolean isOfSession(AccessToken jwt) {
        AccessTokenContext context =
                session.getProvider(TokenContextEncoderProvider.class).getTokenContextFromTokenId(jwt.getId());
        return jwt.getSessionId() != null || context.getSessionType() != AccessTokenContext.SessionType.ONLINE;
    }

    private static VerificationResult rejected(RejectionReason reason) {
        return new VerificationResult.Rejected(reason, Optional.empty());
    }
}
