package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.ApiTokenClaims;
import io.mycli.keycloak.apitoken.claims.DerivedTokenIntrospection;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import io.mycli.keycloak.apitoken.claims.ResourceServer;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.http.Failures;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.verification.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.verification.DerivedTokenVerifier;
import io.mycli.keycloak.apitoken.verification.RejectionReason;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.tracing.TracingProvider;

/**
 * Answers for API tokens and derived JWTs, and leaves every other token to Keycloak, untouched.
 *
 * <p>It extends Keycloak's provider for one reason: {@code AccountLoader} casts whatever provider has the id
 * {@code access_token} to that class when it meets a lightweight access token. Nothing protected of it is used, for
 * that changes between minor versions ({@code docs/adr/0003}).
 */
final class ApiTokenIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    /** For {@link Details#TOKEN_TYPE}. */
    private static final String TOKEN_TYPE = "api-token";

    private static final String DERIVED_TOKEN_TYPE = "api-token-derived";

    private static final String SPAN_OUTCOME = "keycloak.api_token.outcome";
    private static final String SPAN_TOKEN_ID = "keycloak.api_token.id";
    private static final String INACTIVE = "{\"active\":false}";

    private final KeycloakSession keycloak;
    private final IssuerCache issuers;

    ApiTokenIntrospectionProvider(KeycloakSession session, IssuerCache issuers) {
        super(session);
        this.keycloak = session;
        this.issuers = issuers;
    }

    @Override
    public Response introspect(String token, EventBuilder event) {
        ApiTokenProvider tokens = keycloak.getProvider(ApiTokenProvider.class);
        if (tokens.secretFormat().isTagged(token)) {
            event.detail(Details.TOKEN_TYPE, TOKEN_TYPE);
            return answer(() -> new ApiTokenVerifier(keycloak).verify(token), event, this::apiToken);
        }
        Optional<AccessToken> derived = DerivedTokenVerifier.parse(token);
        if (derived.isEmpty()) {
            return super.introspect(token, event);
        }
        AccessToken jwt = derived.get();
        event.detail(Details.TOKEN_TYPE, DERIVED_TOKEN_TYPE);
        return answer(
                () -> new DerivedTokenVerifier(keycloak).verify(token),
                event,
                (origin, accepted) -> derivedToken(jwt, origin, accepted));
    }

    /** What is valid, and the event of its introspection; returns null if the token is not for the client that asks. */
    private interface Claims extends BiFunction<VerificationResult.Accepted, EventBuilder, byte[]> {}

    /** Keycloak would answer 400 to a failure, and so blame the caller. */
    private Response answer(Supplier<VerificationResult> verification, EventBuilder event, Claims claims) {
        try {
            return answer(verification.get(), event, claims);
        } catch (RuntimeException e) {
            counted(ApiTokenMetrics.FAILED);
            return Failures.oauth(e, keycloak, event);
        }
    }

    private Response answer(VerificationResult verification, EventBuilder event, Claims claims) {
        if (verification instanceof VerificationResult.Rejected rejected) {
            rejected.token().ifPresent(token -> {
                span().setAttribute(SPAN_TOKEN_ID, token.id());
                event.detail(Details.TOKEN_ID, token.id()).user(token.ownerId());
            });
            return inactive(rejected.reason(), event);
        }
        VerificationResult.Accepted accepted = (VerificationResult.Accepted) verification;
        span().setAttribute(SPAN_TOKEN_ID, accepted.token().id());
        event.user(accepted.owner());
        byte[] answer = claims.apply(accepted, event);
        if (answer == null) {
            return inactive(RejectionReason.NOT_IN_AUDIENCE, event);
        }
        ClientModel resourceServer = keycloak.getContext().getClient();
        keycloak.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), resourceServer);
        event.success();
        counted(ApiTokenMetrics.ACCEPTED);
        return ok(answer);
    }

    private byte[] apiToken(VerificationResult.Accepted accepted, EventBuilder event) {
        event.detail(Details.TOKEN_ID, accepted.token().id())
                .detail(Details.TOKEN_ISSUED_FOR, accepted.tokenClient().getClientId());
        ApiTokenClaims claims = ApiTokenClaims.of(keycloak, issuers, accepted);
        ClientModel resourceServer = keycloak.getContext().getClient();
        return claims.areFor(new ResourceServer(resourceServer))
                ? claims.toIntrospection(wantsJwt(resourceServer))
                : null;
    }

    private byte[] derivedToken(AccessToken jwt, VerificationResult.Accepted origin, EventBuilder event) {
        event.detail(Details.TOKEN_ID, jwt.getId())
                .detail(Details.TOKEN_ISSUED_FOR, jwt.getIssuedFor())
                .detail(ApiTokenEventDetails.API_TOKEN_ID, origin.token().id());
        DerivedTokenIntrospection claims = DerivedTokenIntrospection.of(keycloak, issuers, jwt, origin);
        ClientModel resourceServer = keycloak.getContext().getClient();
        return claims.areFor(new ResourceServer(resourceServer))
                ? claims.toIntrospection(wantsJwt(resourceServer))
                : null;
    }

    /** RFC 9701 in the form that Keycloak gives it: an extra member, for clients that have it switched on. */
    private boolean wantsJwt(ClientModel resourceServer) {
        String accept = keycloak.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.ACCEPT);
        return org.keycloak.utils.MediaType.APPLICATION_JWT.equals(accept)
                && Boolean.parseBoolean(
                        resourceServer.getAttribute(Constants.SUPPORT_JWT_CLAIM_IN_INTROSPECTION_RESPONSE_ENABLED));
    }

    private void counted(String outcome) {
        ApiTokenMetrics.introspected(keycloak.getContext().getRealm(), outcome);
        span().setAttribute(SPAN_OUTCOME, outcome);
    }

    /** Of Keycloak's own tracing; where that is off, one that forgets. */
    private Span span() {
        return keycloak.getProvider(TracingProvider.class).getCurrentSpan();
    }

    /**
     * The event goes into the transaction of the request, which a refusal does not roll back. By default Keycloak would
     * open another for it, and a flood of unknown tokens would pay for two.
     */
    private Response inactive(RejectionReason reason, EventBuilder event) {
        counted(reason.outcome());
        event.detail(Details.REASON, reason.description())
                .storeImmediately(false)
                .error(reason.error());
        return ok(INACTIVE.getBytes(StandardCharsets.US_ASCII));
    }

    private static Response ok(byte[] answer) {
        return Response.ok(answer).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
