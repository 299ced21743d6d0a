package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.Descent;
import io.mycli.keycloak.apitoken.RefusalReason;
import io.mycli.keycloak.apitoken.Verification;
import io.mycli.keycloak.apitoken.claims.AcceptingClient;
import io.mycli.keycloak.apitoken.claims.ApiTokenClaims;
import io.mycli.keycloak.apitoken.claims.DescendedClaims;
import io.mycli.keycloak.apitoken.claims.Issuers;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.tracing.TracingProvider;

/**
 * Answers for API tokens, and leaves every other token to Keycloak, untouched.
 *
 * <p>It extends Keycloak's provider for one reason: {@code AccountLoader} casts whatever provider has the id
 * {@code access_token} to that class when it meets a lightweight access token. Nothing protected of it is used, for
 * that changes between minor versions ({@code docs/adr/0003}).
 */
final class ApiTokenIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    /** For {@link Details#TOKEN_TYPE}. */
    private static final String TOKEN_TYPE = "api-token";

    private static final String SPAN_OUTCOME = "keycloak.api_token.outcome";
    private static final String SPAN_TOKEN_ID = "keycloak.api_token.id";
    private static final String INACTIVE = "{\"active\":false}";

    private final KeycloakSession keycloak;
    private final Issuers issuers;

    ApiTokenIntrospectionProvider(KeycloakSession session, Issuers issuers) {
        super(session);
        this.keycloak = session;
        this.issuers = issuers;
    }

    @Override
    public Response introspect(String token, EventBuilder event) {
        ApiTokenProvider tokens = keycloak.getProvider(ApiTokenProvider.class);
        if (!tokens.secretFormat().isTagged(token)) {
            return super.introspect(token, event);
        }
        event.detail(Details.TOKEN_TYPE, TOKEN_TYPE);
        Verification verification = new ApiTokenVerifier(keycloak).verify(token);
        return verification instanceof Verification.Accepted accepted
                ? accepted(tokens, accepted, event)
                : refused((Verification.Refused) verification, event);
    }

    /** Also asked by the account API, for a JWT that is not for it. */
    @Override
    public AccessToken transformAccessToken(AccessToken jwt, UserSessionModel userSession) {
        AccessToken answer = super.transformAccessToken(jwt, userSession);
        if (Descent.tokenId(jwt).isPresent()) {
            DescendedClaims.copy(jwt, answer);
        }
        return answer;
    }

    private Response accepted(ApiTokenProvider tokens, Verification.Accepted accepted, EventBuilder event) {
        ClientModel resourceServer = keycloak.getContext().getClient();
        span().setAttribute(SPAN_TOKEN_ID, accepted.token().id());
        event.detail(Details.TOKEN_ID, accepted.token().id())
                .detail(Details.TOKEN_ISSUED_FOR, accepted.tokenClient().getClientId())
                .user(accepted.owner());
        ApiTokenClaims claims = ApiTokenClaims.of(keycloak, issuers, accepted);
        if (!claims.areFor(new AcceptingClient(resourceServer))) {
            event.detail(Details.REASON, "Client is not in the audience of the API token");
            counted(ApiTokenMetrics.NOT_IN_AUDIENCE);
            return inactive(event, Errors.INVALID_TOKEN);
        }
        tokens.recordUse(accepted.token(), resourceServer);
        byte[] answer = claims.toIntrospection(wantsJwt(resourceServer));
        event.success();
        counted(ApiTokenMetrics.ACCEPTED);
        return ok(answer);
    }

    /** RFC 9701 in the form that Keycloak gives it: an extra member, for clients that have it switched on. */
    private boolean wantsJwt(ClientModel resourceServer) {
        String accept = keycloak.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.ACCEPT);
        return org.keycloak.utils.MediaType.APPLICATION_JWT.equals(accept)
                && Boolean.parseBoolean(
                        resourceServer.getAttribute(Constants.SUPPORT_JWT_CLAIM_IN_INTROSPECTION_RESPONSE_ENABLED));
    }

    private Response refused(Verification.Refused refused, EventBuilder event) {
        RefusalReason reason = refused.reason();
        refused.token().ifPresent(token -> {
            span().setAttribute(SPAN_TOKEN_ID, token.id());
            event.detail(Details.TOKEN_ID, token.id()).user(token.ownerId());
        });
        event.detail(Details.REASON, reason.description());
        counted(reason.outcome());
        return inactive(event, reason.error());
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
    private static Response inactive(EventBuilder event, String error) {
        event.storeImmediately(false).error(error);
        return ok(INACTIVE.getBytes(StandardCharsets.US_ASCII));
    }

    private static Response ok(byte[] answer) {
        return Response.ok(answer).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
