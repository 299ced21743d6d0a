package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.Descent;
import io.mycli.keycloak.apitoken.Verification;
import io.mycli.keycloak.apitoken.claims.ApiTokenClaims;
import io.mycli.keycloak.apitoken.claims.Issuers;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.CorsErrorResponseException;

/**
 * Exchanges an API token for a short JWT of the requesting client, and such a JWT for another (RFC 8693). The exchange is
 * that of Keycloak's own provider, with its rules for scope, audience and consent: it is given the API token's claims as
 * an access token, and what it makes of them is marked ({@link MarkingTokenManager}).
 */
final class ApiTokenExchangeProvider implements TokenExchangeProvider {

    private static final String KEYCLOAKS_OWN = "standard";

    private final KeycloakSession session;
    private final Issuers issuers;

    ApiTokenExchangeProvider(KeycloakSession session, Issuers issuers) {
        this.session = session;
        this.issuers = issuers;
    }

    /** No other provider may get these, whatever it would do with them: the mark would be lost. */
    @Override
    public boolean supports(TokenExchangeContext context) {
        String subject = context.getParams().getSubjectToken();
        return subject != null && (isApiToken(subject) || marked(subject).isPresent());
    }

    @Override
    public Response exchange(TokenExchangeContext context) {
        TokenExchangeProvider keycloaksOwn = session.getProvider(TokenExchangeProvider.class, KEYCLOAKS_OWN);
        if (keycloaksOwn == null || !keycloaksOwn.supports(context)) {
            throw refused(
                    context,
                    Errors.INVALID_REQUEST,
                    Optional.ofNullable(context.getUnsupportedReason())
                            .orElse("Standard token exchange is not enabled"));
        }
        requireAccessTokenIsRequested(context);
        String subject = context.getParams().getSubjectToken();
        Verification.Accepted accepted = verify(context, subject);
        String subjectJwt = isApiToken(subject)
                ? ApiTokenClaims.of(session, issuers, accepted).toSubjectToken(context.getClient())
                : subject;
        context.getEvent().detail(Descent.CLAIM, accepted.token().id());
        Response answer = keycloaksOwn.exchange(new MarkedExchange(context, subjectJwt, accepted.secret()));
        session.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), context.getClient());
        return answer;
    }

    /** As of 26.4, Keycloak wants to hear this. */
    public int getVersion() {
        return 2;
    }

    /** An ID token would tell of a login, and nobody logged in; a refresh token would need a session. */
    private static void requireAccessTokenIsRequested(TokenExchangeContext context) {
        String requested = context.getParams().getRequestedTokenType();
        if (requested != null && !requested.equals(OAuth2Constants.ACCESS_TOKEN_TYPE)) {
            throw refused(context, Errors.INVALID_REQUEST, "requested_token_type unsupported");
        }
    }

    private Verification.Accepted verify(TokenExchangeContext context, String subject) {
        ApiTokenVerifier verifier = new ApiTokenVerifier(session);
        Verification verification = isApiToken(subject)
                ? verifier.verify(subject)
                : verifier.verifyOrigin(marked(subject).orElseThrow());
        if (verification instanceof Verification.Accepted accepted) {
            return accepted;
        }
        Verification.Refused refused = (Verification.Refused) verification;
        refused.token().ifPresent(token -> context.getEvent().detail(Descent.CLAIM, token.id()));
        context.getEvent().detail(Details.REASON, refused.reason().description());
        context.getEvent().error(refused.reason().error());
        throw answer(context, "Invalid token");
    }

    private static CorsErrorResponseException refused(TokenExchangeContext context, String error, String reason) {
        context.getEvent().detail(Details.REASON, reason);
        context.getEvent().error(error);
        return answer(context, reason);
    }

    /** In the words of Keycloak's own provider. */
    private static CorsErrorResponseException answer(TokenExchangeContext context, String description) {
        return new CorsErrorResponseException(
                context.getCors(), OAuthErrorException.INVALID_REQUEST, description, Response.Status.BAD_REQUEST);
    }

    private boolean isApiToken(String subject) {
        SecretFormat format = session.getProvider(ApiTokenProvider.class).secretFormat();
        return format.isTagged(subject);
    }

    /** Unverified as yet: Keycloak's own provider will not exchange a JWT that it did not sign. */
    private static Optional<AccessToken> marked(String subject) {
        try {
            return Optional.of(new JWSInput(subject).readJsonContent(AccessToken.class))
                    .filter(jwt -> Descent.tokenId(jwt).isPresent());
        } catch (JWSInputException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {}
}
