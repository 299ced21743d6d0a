package io.mycli.keycloak.apitoken.workflow;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.workflow.WorkflowExecutionContext;
import org.keycloak.models.workflow.WorkflowStepProvider;

/**
 * The step that revokes all live API tokens of the user of a workflow, as part of its transaction. It records the event
 * of each token. The owner receives the mail of a revocation by an administrator later.
 */
final class RevokeApiTokensStepProvider implements WorkflowStepProvider {

    private final KeycloakSession session;

    RevokeApiTokensStepProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void run(WorkflowExecutionContext context) {
        revokeAll(context.getResourceId());
    }

    /** Runs the step on Keycloak 26.4, whose interface has this method instead. */
    @SuppressWarnings("unused") // by our code
    public void run(List<String> userIds) {
        userIds.forEach(this::revokeAll);
    }

    private void revokeAll(String userId) {
        RealmModel realm = session.getContext().getRealm();
        UserModel owner = session.users().getUserById(realm, userId);
        if (owner == null) {
            return;
        }
        if (!hasRequest()) {
            session.getContext().setHttpRequest(new BackgroundHttpRequest()); // Keycloak's listener email reads it
        }
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        tokens.getTokensStream(realm, owner)
                .filter(token -> !token.isExpired(UtcTime.now()))
                .toList()
                .forEach(token -> tokens.revoke(realm, owner, token.id(), RevocationReason.ADMINISTRATOR)
                        .ifPresent(revoked -> recordEnd(realm, revoked)));
    }

    /** Returns whether the session is one of a request. A thread of the workflows has none, and Quarkus throws there. */
    private boolean hasRequest() {
        try {
            return session.getContext().getHttpRequest().getHttpHeaders() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void recordEnd(RealmModel realm, ApiTokenModel token) {
        ApiTokenEventDetails.describe(
                        EndEvents.begin(session, realm, token.ownerId(), EndEvents.Reason.WORKFLOW),
                        token.id(),
                        token.name(),
                        token.prefix(),
                        token.expiresAt())
                .success();
    }

    @Override
    public void close() {}
}
