package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.event.SharedSignals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.keycloak.events.Details;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The admin events, each with a representation of the change. Their resource path is that of the request. */
final class AdminEvents {

    private static final String TOKEN = "API_TOKEN";
    private static final String POLICY = "API_TOKEN_POLICY";

    private final KeycloakSession request;
    private final KeycloakSession session;
    private final AdminEventBuilder event;

    AdminEvents(KeycloakSession session, AdminEventBuilder event) {
        this(session, session, event);
    }

    private AdminEvents(KeycloakSession request, KeycloakSession session, AdminEventBuilder event) {
        this.request = request;
        this.session = session;
        this.event = event;
    }

    /** Returns the same events in the transaction of another session. */
    AdminEvents in(KeycloakSession own) {
        return new AdminEvents(request, own, event.clone(own));
    }

    /** Records a creation or a change of a token. */
    void written(OperationType operation, ApiTokenModel token) {
        if (operation == OperationType.CREATE) {
            event.resourcePath(request.getContext().getUri(), token.id()); // that of the request names no token
            record(operation, TOKEN, members(token));
        } else {
            send(operation, TOKEN, members(token));
        }
    }

    private Map<String, Object> members(ApiTokenModel token) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("id", token.id());
        what.put("ownerId", token.ownerId());
        what.put("name", ApiTokenEventDetails.of(token.name()));
        what.put("prefix", token.prefix());
        what.put("expiresAt", Objects.toString(token.expiresAt(), null));
        return what;
    }

    void revoked(ApiTokenModel token, boolean isLeaked) {
        Map<String, Object> what = members(token);
        if (isLeaked) {
            what.put("reason", ApiTokenEventDetails.LEAKED);
        }
        send(OperationType.DELETE, TOKEN, what);
        RealmModel realm = session.getContext().getRealm();
        if (SharedSignals.areSent(realm)) {
            ended(token);
        } else if (!EndEvents.areMailed(realm)) {
            ApiTokenEventDetails.describe(
                            EndEvents.begin(session, realm, token.ownerId(), EndEvents.Reason.ADMINISTRATOR),
                            token.id(),
                            token.name(),
                            token.prefix(),
                            token.expiresAt())
                    .success();
        }
    }

    /**
     * Records the end of a token as that of a credential of its owner, if the realm sends Shared Signals. Keycloak's
     * transmitter reads no other admin event of a credential than this form. It would make a second signal of the user
     * event, which would not name the administrator.
     */
    void ended(ApiTokenModel token) {
        if (SharedSignals.areSent(session.getContext().getRealm())) {
            event.clone(session)
                    .operation(OperationType.ACTION) // as Keycloak's own, and no deletion of a user
                    .resource(ResourceType.USER)
                    .resourcePath("users", token.ownerId(), "credentials", token.id())
                    .detail(Details.CREDENTIAL_TYPE, ApiTokenEventDetails.CREDENTIAL_TYPE)
                    .detail(Details.CREDENTIAL_ID, token.id())
                    .detail(Details.CREDENTIAL_USER_LABEL, ApiTokenEventDetails.of(token.name()))
                    .representation(members(token))
                    .success();
        }
    }

    /** Records a change of many tokens. */
    void tokens(Map<String, Object> what) {
        send(OperationType.ACTION, TOKEN, what);
    }

    void policyUpdated(Object policy) {
        send(OperationType.UPDATE, POLICY, policy);
    }

    void policyEnforced(Object result) {
        send(OperationType.ACTION, POLICY, result);
    }

    private void send(OperationType operation, String resourceType, Object representation) {
        event.resourcePath(request.getContext().getUri());
        record(operation, resourceType, representation);
    }

    private void record(OperationType operation, String resourceType, Object representation) {
        event.operation(operation)
                .resource(resourceType)
                .representation(representation)
                .success();
    }
}
