package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.LeakReportRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The endpoint for reports of leaked secrets. It requires no login, because a scanner that finds secrets owns no token. The
 * answer does not tell which secrets were valid.
 */
public final class LeakReportResource {

    private static final int MAX_BYTES = 64 * 1024;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ApiTokenPolicy policy;
    private final RateLimiter rate;

    LeakReportResource(KeycloakSession session, ApiTokenPolicy policy, RateLimiter rate) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.policy = policy;
        this.rate = rate;
    }

    /** Revokes the tokens of up to 1000 secrets. */
    @POST
    @Path("")
    public Response report(InputStream body) {
        return Responses.of(session, () -> {
            requireReportsEnabled();
            requireRate();
            revoke(reported(body));
            return Response.noContent().build();
        });
    }

    private void requireReportsEnabled() {
        if (!policy.isEnabled() || !policy.takesLeakReports()) {
            throw new ApiTokenException(
                    ErrorCode.API_TOKENS_DISABLED, "This realm accepts no leak reports. Tell the token's owner.");
        }
    }

    private void requireRate() {
        String caller = realm.getId() + " "
                + CallerNetwork.of(session.getContext().getConnection().getRemoteHost());
        if (!rate.admits(caller, Time.currentTimeMillis())) {
            throw new ApiTokenException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Too many requests. Wait a minute; one request takes up to 1000 secrets.");
        }
    }

    private List<String> reported(InputStream body) {
        List<String> tokens = BodyReader.read(session, body, LeakReportRepresentation.class, MAX_BYTES)
                .tokens();
        if (tokens == null) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_REQUEST,
                    "The secrets are missing. Send an array of at most 1000 strings.",
                    "tokens");
        }
        return tokens;
    }

    private void revoke(List<String> reported) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        SecretFormat format = tokens.secretFormat();
        List<ApiTokenSecret> secrets =
                reported.stream().map(format::parse).flatMap(Optional::stream).toList();
        Instant now = UtcTime.now();
        tokens.getByHashes(realm, secrets).values().stream()
                .filter(secret -> !secret.token().isRevoked() && !secret.isExpired(now))
                .map(StoredSecret::token)
                .toList() // before the first of them ends the transaction that they were read in
                .forEach(this::revoke);
    }

    /** Revokes one token in a transaction of its own, because a transaction that holds a row must not wait for another. */
    private void revoke(ApiTokenModel token) {
        TokenEvents event = TokenEvents.byToken(token, session, EventType.REMOVE_CREDENTIAL);
        TransactionRetry.runAfter(session, own -> {
            Optional<ApiTokenModel> revoked =
                    own.getProvider(ApiTokenProvider.class).revoke(realm, token.id(), RevocationReason.LEAKED);
            revoked.ifPresent(it -> event.because(ApiTokenEventDetails.LEAKED, own, it));
            return revoked;
        });
    }
}
