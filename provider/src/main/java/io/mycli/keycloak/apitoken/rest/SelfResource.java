package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import io.mycli.keycloak.apitoken.verification.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The calls for the holder of an API token: show it, and revoke it. A person who finds a leaked secret can revoke it
 * with one call.
 */
public final class SelfResource {

    private final KeycloakSession session;

    SelfResource(KeycloakSession session) {
        this.session = session;
    }

    /** Returns the token whose secret is the bearer token. */
    @GET
    @Path("")
    public Response get() {
        return Responses.of(session, () -> {
            VerificationResult.Accepted self = requireSelf();
            recordUse(self);
            return Responses.ok(
                    ApiTokenRepresentation.of(self.token(), session.getContext().getRealm(), UtcTime.now()));
        });
    }

    /**
     * Records the use as an introspection does. The token client stands for the resource server, which is unknown here.
     */
    private void recordUse(VerificationResult.Accepted self) {
        session.getProvider(ApiTokenProvider.class).recordUse(self.token(), self.tokenClient());
        TokenEvents.introspected(self.token(), self.tokenClient(), session);
    }

    /**
     * Revokes the token whose secret is the bearer token, also one that is inactive now and may be active again: a
     * finder is not to take the token of a disabled person for a dead one.
     */
    @DELETE
    @Path("")
    public Response revoke() {
        return Responses.of(session, () -> {
            revoke(requireRevocable());
            return Response.noContent().build();
        });
    }

    private void revoke(ApiTokenModel token) {
        RealmModel realm = session.getContext().getRealm();
        TokenEvents event = TokenEvents.byToken(token, session, EventType.REMOVE_CREDENTIAL);
        TransactionRetry.runAfter(session, own -> {
            own.getProvider(ApiTokenProvider.class)
                    .revoke(realm, token.id(), RevocationReason.TOKEN)
                    .ifPresent(revoked -> event.success(own, revoked));
            return null;
        });
    }

    private VerificationResult.Accepted requireSelf() {
        if (verify() instanceof VerificationResult.Accepted accepted) {
            return accepted;
        }
        throw notValid();
    }

    private ApiTokenModel requireRevocable() {
        VerificationResult result = verify();
        if (result instanceof VerificationResult.Accepted accepted) {
            return accepted.token();
        }
        VerificationResult.Rejected rejected = (VerificationResult.Rejected) result;
        return rejected.token().filter(token -> !rejected.reason().isFinal()).orElseThrow(SelfResource::notValid);
    }

    private VerificationResult verify() {
        return new ApiTokenVerifier(session).verify(BearerToken.of(session).reveal());
    }

    private static ApiTokenException notValid() {
        return new ApiTokenException(
                ErrorCode.UNAUTHORIZED, "The API token is not valid. Send a valid one as the bearer token.");
    }
}
