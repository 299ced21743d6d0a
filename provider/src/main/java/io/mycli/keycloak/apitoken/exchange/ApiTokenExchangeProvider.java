package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.ApiTokenClaims;
import io.mycli.keycloak.apitoken.claims.Derivation;
import io.mycli.keycloak.apitoken.claims.DerivedTokenClaims;
import io.mycli.keycloak.apitoken.claims.DerivedTokenManager;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import io.mycli.keycloak.apitoken.claims.TokenAccess;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.http.Failures;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.verification.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.verification.DerivedTokenVerifier;
import io.mycli.keycloak.apitoken.verification.RejectionReason;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.services.CorsErrorResponseException;

/**
 * The exchange (RFC 8693) of an API token or a derived JWT for a short derived JWT of the requesting client. Keycloak's
 * own provider does the exchange, with its rules for scope, audience and consent. It receives the API token's claims as
 * an access token. The result is a derived JWT ({@link DerivedTokenManager}), with no more roles and scopes than the
 * API token has.
 */
final class ApiTokenExchangeProvider implements TokenExchangeProvider {

    private static final String STANDARD_PROVIDER = "standard";

    /** The parameters that may contain a secret, because Keycloak puts none of them into events. */
    private static final Set<String> CREDENTIALS = Set.of(
            OAuth2Constants.SUBJECT_TOKEN,
            OAuth2Constants.ACTOR_TOKEN,
            OAuth2Constants.CLIENT_SECRET,
            OAuth2Constants.CLIENT_ASSERTION);

    private final KeycloakSession session;
    private final IssuerCache issuers;

    ApiTokenExchangeProvider(KeycloakSession session, IssuerCache issuers) {
        this.session = session;
        this.issuers = issuers;
    }

    /**
     * Returns whether the request is for this provider. No other provider may receive an API token or a derived JWT,
     * because the claim of origin would be lost.
     */
    @Override
    public boolean supports(TokenExchangeContext context) {
        String subject = context.getParams().getSubjectToken();
        return hasMisplacedSecret(context)
                || (subject != null
                        && (isApiToken(subject)
                                || DerivedTokenVerifier.parse(subject).isPresent()));
    }

    /** Returns whether a parameter contains a secret that Keycloak would put into the event. */
    private boolean hasMisplacedSecret(TokenExchangeContext context) {
        return context.getFormParams().entrySet().stream()
                .filter(parameter -> !CREDENTIALS.contains(parameter.getKey()))
                .flatMap(parameter -> parameter.getValue().stream())
                .anyMatch(secretFormat()::isIn);
    }

    @Override
    public Response exchange(TokenExchangeContext context) {
        if (hasMisplacedSecret(context)) {
            throw rejected(context, RejectionReason.SECRET_IN_EXCHANGE_PARAMETER);
        }
        TokenExchangeProvider standard = session.getProvider(TokenExchangeProvider.class, STANDARD_PROVIDER);
        if (standard == null || !standard.supports(context)) {
            throw notEnabled(context);
        }
        requireAccessTokenRequested(context);
        VerificationResult.Accepted accepted;
        DerivedExchangeContext restricted;
        try {
            accepted = verify(context);
            context.getEvent()
                    .detail(ApiTokenEventDetails.API_TOKEN_ID, accepted.token().id());
            restricted = restricted(context, accepted);
        } catch (RuntimeException e) {
            Response failed = Failures.oauth(e, session, context.getEvent());
            context.getCors().add();
            return failed;
        }
        Response response = standard.exchange(restricted);
        session.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), context.getClient());
        return response;
    }

    private static CorsErrorResponseException notEnabled(TokenExchangeContext context) {
        RejectionReason reason = RejectionReason.EXCHANGE_NOT_ENABLED;
        String description = Optional.ofNullable(context.getUnsupportedReason()).orElse(reason.description());
        context.getEvent().detail(Details.REASON, description).error(reason.error());
        return error(context, OAuthErrorException.INVALID_REQUEST, description);
    }

    private DerivedExchangeContext restricted(TokenExchangeContext context, VerificationResult.Accepted accepted) {
        ApiTokenClaims claims = ApiTokenClaims.of(session, issuers, accepted);
        TokenAccess access = claims.access();
        requireChosen(context, access);
        String scope = scope(context, access);
        String subject = context.getParams().getSubjectToken();
        String subjectJwt = isApiToken(subject)
                ? claims.toSubjectToken(context.getClient())
                : DerivedTokenClaims.toSubjectToken(
                        session, DerivedTokenVerifier.parse(subject).orElseThrow(), accepted.owner());
        return new DerivedExchangeContext(context, subjectJwt, scope, new Derivation(accepted.secret(), access));
    }

    /**
     * Requires that the owner did not choose other resource servers only.
     *
     * @throws CorsErrorResponseException as Keycloak's own provider throws if the client is not in the audience
     */
    private static void requireChosen(TokenExchangeContext context, TokenAccess access) {
        if (!access.isChosen(context.getClient())) {
            recordError(context, RejectionReason.NOT_IN_AUDIENCE);
            throw new CorsErrorResponseException(
                    context.getCors(),
                    OAuthErrorException.ACCESS_DENIED,
                    "Client is not within the token audience",
                    Response.Status.FORBIDDEN);
        }
    }

    /**
     * Returns the requested scope; null if there is none. Leaves out {@code openid}, because an ID token would describe
     * a login, and an exchange has none.
     *
     * @throws CorsErrorResponseException if the API token lacks a requested scope
     */
    private static @Nullable String scope(TokenExchangeContext context, TokenAccess access) {
        String requested = context.getParams().getScope();
        if (requested == null || requested.isBlank()) {
            return null;
        }
        List<String> scopes = Stream.of(requested.strip().split(" +"))
                .filter(scope -> !scope.equals(OAuth2Constants.SCOPE_OPENID))
                .toList();
        if (!scopes.stream().allMatch(access::allowsScope)) {
            recordError(context, RejectionReason.REQUESTED_SCOPE_MISSING);
            throw error(context, OAuthErrorException.INVALID_SCOPE, "The API token lacks a requested scope");
        }
        return scopes.isEmpty() ? null : String.join(" ", scopes);
    }

    /** Returns the version of token exchange. Keycloak reads it as of 26.4. */
    public int getVersion() {
        return 2;
    }

    /**
     * Requires that the requested type is an access token, or that none is requested. An ID token would describe a
     * login, and a refresh token would need a session.
     */
    private static void requireAccessTokenRequested(TokenExchangeContext context) {
        String requested = context.getParams().getRequestedTokenType();
        if (requested != null && !requested.equals(OAuth2Constants.ACCESS_TOKEN_TYPE)) {
            throw rejected(context, RejectionReason.REQUESTED_TYPE_UNSUPPORTED);
        }
    }

    private VerificationResult.Accepted verify(TokenExchangeContext context) {
        String subject = context.getParams().getSubjectToken();
        VerificationResult verification = isApiToken(subject)
                ? new ApiTokenVerifier(session).verify(subject)
                : new DerivedTokenVerifier(session).verify(subject);
        if (verification instanceof VerificationResult.Accepted accepted) {
            return accepted;
        }
        VerificationResult.Rejected rejected = (VerificationResult.Rejected) verification;
        rejected.token().ifPresent(token -> context.getEvent().detail(ApiTokenEventDetails.API_TOKEN_ID, token.id()));
        recordError(context, rejected.reason());
        throw error(context, OAuthErrorException.INVALID_REQUEST, "Invalid token");
    }

    private static CorsErrorResponseException rejected(TokenExchangeContext context, RejectionReason reason) {
        recordError(context, reason);
        return error(context, OAuthErrorException.INVALID_REQUEST, reason.description());
    }

    private static void recordError(TokenExchangeContext context, RejectionReason reason) {
        context.getEvent().detail(Details.REASON, reason.description()).error(reason.error());
    }

    /** Returns an error in the form of Keycloak's own provider. */
    private static CorsErrorResponseException error(TokenExchangeContext context, String error, String description) {
        return new CorsErrorResponseException(context.getCors(), error, description, Response.Status.BAD_REQUEST);
    }

    private boolean isApiToken(String subject) {
        return secretFormat().isTagged(subject);
    }

    private SecretFormat secretFormat() {
        return session.getProvider(ApiTokenProvider.class).secretFormat();
    }

    @Override
    public void close() {}
}
