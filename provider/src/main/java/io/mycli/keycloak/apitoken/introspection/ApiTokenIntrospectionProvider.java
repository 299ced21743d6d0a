package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.ClaimsCache;
import io.mycli.keycloak.apitoken.claims.DerivedTokenIntrospection;
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
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.tracing.TracingProvider;

/**
 * The introspection of API tokens and derived JWTs. Every other token goes to Keycloak's provider unchanged.
 *
 * <p>This class extends Keycloak's provider for one reason: {@code AccountLoader} casts the provider with the id {@code
 * access_token} to that class for a lightweight access token. It uses no protected member, because these change between
 * minor versions ({@code docs/explanation/adr/0003}).
 */
final class ApiTokenIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    /** The value of {@link Details#TOKEN_TYPE} for API tokens. */
    private static final String TOKEN_TYPE = "api-token";

    private static final String DERIVED_TOKEN_TYPE = "api-token-derived";

    private static final String SPAN_OUTCOME = "keycloak.api_token.outcome";
    private static final String SPAN_TOKEN_ID = "keycloak.api_token.id";
    private static final String INACTIVE = "{\"active\":false}";

    private final KeycloakSession keycloak;
    private final ClaimsCache claims;

    ApiTokenIntrospectionProvider(KeycloakSession session, ClaimsCache claims) {
        super(session);
        this.keycloak = session;
        this.claims = claims;
    }

    @Override
    public Response introspect(String token, EventBuilder event) {
        ApiTokenProvider tokens = keycloak.getProvider(ApiTokenProvider.class);
        if (tokens.secretFormat().isTagged(token)) {
            event.detail(Details.TOKEN_TYPE, TOKEN_TYPE);
            return respond(() -> new ApiTokenVerifier(keycloak).verify(token), event, this::apiToken);
        }
        Optional<AccessToken> derived = DerivedTokenVerifier.parse(token);
        if (derived.isEmpty()) {
            return super.introspect(token, event);
        }
        AccessToken jwt = derived.get();
        event.detail(Details.TOKEN_TYPE, DERIVED_TOKEN_TYPE);
        return respond(
                () -> new DerivedTokenVerifier(keycloak).verify(token),
                event,
                (origin, accepted) -> derivedToken(jwt, origin, accepted));
    }

    /**
     * The claims of a valid token as the JSON of its introspection; null if the client is not in its audience. An
     * implementation adds its details to the event.
     */
    private interface Claims extends BiFunction<VerificationResult.Accepted, EventBuilder, byte[]> {}

    /**
     * Verifies a token and responds. A failure of the server is caught here, because Keycloak would respond with 400
     * and so blame the caller.
     */
    private Response respond(Supplier<VerificationResult> verification, EventBuilder event, Claims claims) {
        try {
            return respond(verification.get(), event, claims);
        } catch (RuntimeException e) {
            count(ApiTokenMetrics.FAILED);
            return Failures.oauth(e, keycloak, event);
        }
    }

    private Response respond(VerificationResult verification, EventBuilder event, Claims claims) {
        if (verification instanceof VerificationResult.Rejected rejected) {
            return inactive(rejected, event);
        }
        VerificationResult.Accepted accepted = (VerificationResult.Accepted) verification;
        span().setAttribute(SPAN_TOKEN_ID, accepted.token().id());
        event.user(accepted.owner());
        byte[] response = claims.apply(accepted, event);
        if (response == null) {
            return inactive(RejectionReason.NOT_IN_AUDIENCE, event);
        }
        ClientModel resourceServer = keycloak.getContext().getClient();
        keycloak.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), resourceServer);
        event.success();
        count(ApiTokenMetrics.ACCEPTED);
        return ok(response);
    }

    private Response inactive(VerificationResult.Rejected rejected, EventBuilder event) {
        rejected.token().ifPresent(token -> {
            span().setAttribute(SPAN_TOKEN_ID, token.id());
            event.detail(Details.TOKEN_ID, token.id()).user(token.ownerId());
        });
        return inactive(rejected.reason(), event);
    }

    private byte @Nullable [] apiToken(VerificationResult.Accepted accepted, EventBuilder event) {
        event.detail(Details.TOKEN_ID, accepted.token().id())
                .detail(Details.TOKEN_ISSUED_FOR, accepted.claimsClient().getClientId());
        ClientModel resourceServer = keycloak.getContext().getClient();
        return claims.introspect(keycloak, accepted, resourceServer, wantsJwt(resourceServer));
    }

    private byte @Nullable [] derivedToken(AccessToken jwt, VerificationResult.Accepted origin, EventBuilder event) {
        event.detail(Details.TOKEN_ID, jwt.getId())
                .detail(Details.TOKEN_ISSUED_FOR, jwt.getIssuedFor())
                .detail(ApiTokenEventDetails.API_TOKEN_ID, origin.token().id());
        DerivedTokenIntrospection derived = DerivedTokenIntrospection.of(keycloak, claims.issuers(), jwt, origin);
        ClientModel resourceServer = keycloak.getContext().getClient();
        return derived.areFor(new ResourceServer(resourceServer))
                ? derived.toIntrospection(wantsJwt(resourceServer))
                : null;
    }

    /**
     * Returns whether the response needs the member {@code jwt}, which is Keycloak's form of RFC 9701. The request asks
     * for it, and the client has it enabled.
     */
    private boolean wantsJwt(ClientModel resourceServer) {
        String accept = keycloak.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.ACCEPT);
        return org.keycloak.utils.MediaType.APPLICATION_JWT.equals(accept)
                && Boolean.parseBoolean(
                        resourceServer.getAttribute(Constants.SUPPORT_JWT_CLAIM_IN_INTROSPECTION_RESPONSE_ENABLED));
    }

    private void count(String outcome) {
        ApiTokenMetrics.introspected(keycloak.getContext().getRealm(), outcome);
        span().setAttribute(SPAN_OUTCOME, outcome);
    }

    /** Returns the current span of Keycloak's tracing, which records nothing if tracing is off. */
    private Span span() {
        return keycloak.getProvider(TracingProvider.class).getCurrentSpan();
    }

    /**
     * Responds that a token is inactive. The event is stored in the transaction of the request, which a rejection does
     * not roll back. By default Keycloak would open another transaction for it, so a flood of unknown tokens would cost
     * twice.
     */
    private Response inactive(RejectionReason reason, EventBuilder event) {
        count(reason.outcome());
        event.detail(Details.REASON, reason.description())
                .storeImmediately(false)
                .error(reason.error());
        return ok(INACTIVE.getBytes(StandardCharsets.US_ASCII));
    }

    private static Response ok(byte[] response) {
        return Response.ok(response).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
