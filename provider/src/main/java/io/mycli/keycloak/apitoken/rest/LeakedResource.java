package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.PresentedSecret;
import io.mycli.keycloak.apitoken.mail.OwnerMail;
import io.mycli.keycloak.apitoken.policy.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.ErrorCode;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whoever holds a secret may end its token, without a login: those who scan for leaks hold many and own none. The answer
 * tells nothing of what there was to end.
 */
public final class LeakedResource {

    private static final String REASON = "leaked";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ApiTokenPolicy policy;
    private final RequestRate rate;

    LeakedResource(KeycloakSession session, ApiTokenPolicy policy, RequestRate rate) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.policy = policy;
        this.rate = rate;
    }

    /** Takes up to 1000 secrets. */
    @POST
    @Path("")
    public Response report(InputStream body) {
        return Call.answer(
                () -> {
                    requireReportsAreTaken();
                    requireRate();
                    end(Bodies.leaked(session, body));
                    return Response.noContent().build();
                },
                session,
                policy);
    }

    private void requireReportsAreTaken() {
        if (!policy.isEnabled() || !policy.takesLeakReports()) {
            throw new ApiTokenException(
                    ErrorCode.API_TOKENS_DISABLED, "Tell the token's owner: this realm takes no reports of leaks.");
        }
    }

    private void requireRate() {
        String caller =
                realm.getId() + " " + session.getContext().getConnection().getRemoteHost();
        if (!rate.admits(caller, Time.currentTimeMillis())) {
            throw new ApiTokenException(
                    ErrorCode.TOO_MANY_REQUESTS, "Wait a minute, and send up to 1000 secrets in one request.");
        }
    }

    private void end(List<String> reported) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        SecretFormat format = tokens.secretFormat();
        List<ApiTokenSecret> secrets =
                reported.stream().map(format::parse).flatMap(Optional::stream).toList();
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Map<UserModel, List<ApiTokenModel>> ended = new LinkedHashMap<>();
        tokens.getByHashes(realm, secrets).stream()
                .filter(secret -> !secret.token().isRevoked() && !secret.isExpired(now))
                .map(PresentedSecret::token)
                .forEach(token -> end(tokens, token, ended));
        ended.forEach((owner, theirs) -> OwnerMail.to(session, owner).leaked(theirs));
    }

    /** A token whose owner is gone is refused wherever it is shown. */
    private void end(ApiTokenProvider tokens, ApiTokenModel token, Map<UserModel, List<ApiTokenModel>> ended) {
        UserModel owner = session.users().getUserById(realm, token.ownerId());
        if (owner != null && tokens.revoke(realm, owner, token.id()).isPresent()) {
            TokenEvents.byToken(token, session, EventType.REMOVE_CREDENTIAL).because(REASON, token);
            ended.computeIfAbsent(owner, key -> new ArrayList<>()).add(token);
        }
    }
}
