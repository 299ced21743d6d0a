package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Responses;
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
 * What the holder of a secret may do with it here: see what it is, and destroy it. Whoever finds a leaked secret can
 * end it with one call, and needs nothing else.
 */
public final class SelfResource {

    private final KeycloakSession session;

    SelfResource(KeycloakSession session) {
        this.session = session;
    }

    /** What it is. */
    @GET
    @Path("")
    public Response get() {
        return Responses.of(session, () -> {
            VerificationResult.Accepted self = requireSelf();
            recordUse(self);
            return Responses.ok(ApiTokensResource.toRepresentation(self.token()));
        });
    }

    /** As an introspection does; the token client stands for the resource server, which nobody knows here. */
    private void recordUse(VerificationResult.Accepted self) {
        session.getProvider(ApiTokenProvider.class).recordUse(self.token(), self.tokenClient());
        TokenEvents.introspected(self.token(), self.tokenClient(), session);
    }

    /** Destroy me. */
    @DELETE
    @Path("")
    public Response revoke() {
        return Responses.of(session, () -> {
            revoke(requireSelf());
            return Response.noContent().build();
        });
    }

    private void revoke(VerificationResult.Accepted self) {
        ApiTokenModel token = self.token();
        RealmModel realm = session.getContext().getRealm();
        TokenEvents event = TokenEvents.byToken(token, session, EventType.REMOVE_CREDENTIAL);
        TransactionRetry.runAfter(session, own -> {
            own.getProvider(ApiTokenProvider.class)
                    .revoke(realm, self.owner(), token.id())
                    .ifPresent(revoked -> event.success(own, revoked));
            return null;
        });
    }

    private VerificationResult.Accepted requireSelf() {
        BearerToken bearer = BearerToken.of(session);
        if (new ApiTokenVerifier(session).verify(bearer.reveal()) instanceof VerificationResult.Accepted accepted) {
            return accepted;
        }
        throw new ApiTokenException(
                ErrorCode.UNAUTHORIZED, "The API token is not valid. Send a valid one as the bearer token.");
    }
}
