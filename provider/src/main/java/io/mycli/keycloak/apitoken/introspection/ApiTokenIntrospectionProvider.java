package io.mycli.keycloak.apitoken.introspection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.RefusalReason;
import io.mycli.keycloak.apitoken.Verification;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

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

    private final KeycloakSession keycloak;

    ApiTokenIntrospectionProvider(KeycloakSession session) {
        super(session);
        this.keycloak = session;
    }

    @Override
    public Response introspect(String token, EventBuilder event) {
        if (!keycloak.getProvider(ApiTokenProvider.class).secretFormat().isTagged(token)) {
            return super.introspect(token, event);
        }
        event.detail(Details.TOKEN_TYPE, TOKEN_TYPE);
        Verification verification = new ApiTokenVerifier(keycloak).verify(token);
        return verification instanceof Verification.Accepted accepted
                ? accepted(accepted, event)
                : refused((Verification.Refused) verification, event);
    }

    private Response accepted(Verification.Accepted accepted, EventBuilder event) {
        ClientModel resourceServer = keycloak.getContext().getClient();
        event.detail(Details.TOKEN_ID, accepted.token().id())
                .detail(Details.TOKEN_ISSUED_FOR, accepted.tokenClient().getClientId())
                .user(accepted.owner());
        ApiTokenClaims claims = ApiTokenClaims.of(keycloak, accepted);
        if (!new AcceptingClient(resourceServer).accepts(claims.audience())) {
            event.detail(Details.REASON, "Client is not in the audience of the API token")
                    .error(Errors.INVALID_TOKEN);
            return inactive();
        }
        keycloak.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), resourceServer);
        ObjectNode answer = claims.toIntrospection();
        if (wantsJwt(resourceServer)) {
            answer.put("jwt", claims.toJwt());
        }
        event.success();
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
        refused.token()
                .ifPresent(token -> event.detail(Details.TOKEN_ID, token.id()).user(token.ownerId()));
        event.detail(Details.REASON, reason.description()).error(reason.error());
        return inactive();
    }

    private static Response inactive() {
        return ok(JsonNodeFactory.instance.objectNode().put("active", false));
    }

    private static Response ok(ObjectNode answer) {
        return Response.ok(answer.toString())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
