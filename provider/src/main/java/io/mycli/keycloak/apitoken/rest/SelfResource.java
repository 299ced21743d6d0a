package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.StoredSecret;
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
import java.time.Instant;
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
     * Revokes the token whose secret is the bearer token. This includes a token that is inactive now and may be active
     * again, for example that of a disabled owner: a 401 would look like its end.
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
        BearerToken bearer = BearerToken.of(session);
        if (new ApiTokenVerifier(session).verify(bearer.reveal()) instanceof VerificationResult.Accepted accepted) {
            return accepted;
        }
        throw notValid();
    }

    private ApiTokenModel requireRevocable() {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        RealmModel realm = session.getContext().getRealm();
        Instant now = UtcTime.now();
        return tokens.secretFormat()
                .parse(BearerToken.of(session).reveal())
                .flatMap(secret -> tokens.getByHash(realm, secret))
                .filter(secret -> !secret.token().isRevoked() && !secret.isExpired(now))
                .map(StoredSecret::token)
                .orElseThrow(SelfResource::notValid);
    }

    private static ApiTokenException notValid() {
        return new ApiTokenException(
                ErrorCode.UNAUTHORIZED, "The API token is not valid. Send a valid one as the bearer token.");
    }
}
