package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.BodyReader;
import io.mycli.keycloak.apitoken.issuance.Answer;
import io.mycli.keycloak.apitoken.issuance.OwnerPolicy;
import io.mycli.keycloak.apitoken.issuance.TokenIssuer;
import io.mycli.keycloak.apitoken.issuance.TokenWrite;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.representation.ApiTokenEditRepresentation;
import io.mycli.keycloak.apitoken.representation.NewServiceAccountTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.PolicyRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The tokens of service accounts, managed by administrators who may manage the client. They can read the client's
 * secret, and so have the power of its service account already. The service account itself may manage none.
 */
final class ServiceAccountTokens {

    private static final String CLIENT_ID = "clientId";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final AdminEvents events;
    private final ApiTokenPolicy policy;

    ServiceAccountTokens(KeycloakSession session, RealmModel realm, AdminPermissions rights, AdminEvents events) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.events = events;
        this.policy = ApiTokenPolicy.of(realm);
    }

    /** Creates a token. */
    Answer create(InputStream body) {
        NewServiceAccountTokenRepresentation request =
                BodyReader.read(session, body, NewServiceAccountTokenRepresentation.class);
        UserModel owner = owner(request.clientId());
        return written(OperationType.CREATE, new TokenIssuer(session, policy, owner).create(request.token()));
    }

    /** Replaces the secret of a token. */
    Answer rotate(ApiTokenModel token, @Nullable UserModel owner, InputStream body) {
        return written(
                OperationType.UPDATE,
                issuer(owner).rotate(token, BodyReader.readOptional(session, body, RotationRepresentation.class)));
    }

    /** Changes the name or description of a token. */
    Answer edit(ApiTokenModel token, @Nullable UserModel owner, InputStream body) {
        return written(
                OperationType.UPDATE,
                issuer(owner).edit(token, BodyReader.read(session, body, ApiTokenEditRepresentation.class)));
    }

    /** Returns the policy for the tokens of a client's service account. */
    PolicyRepresentation policy(@Nullable String clientId) {
        return OwnerPolicy.of(session, policy, owner(clientId));
    }

    /**
     * Returns the service account of a client that the administrator may manage.
     *
     * @throws jakarta.ws.rs.ForbiddenException also for an unknown client, unless the administrator may manage all
     * @throws ApiTokenException INVALID_REQUEST, API_TOKENS_DISABLED
     */
    private UserModel owner(@Nullable String clientId) {
        ClientModel client = KeycloakClients.find(realm, clientId);
        rights.requireManageClient(client);
        UserModel owner = client == null || !client.isServiceAccountsEnabled() || isKeycloaks(client)
                ? null
                : session.users().getServiceAccount(client);
        if (owner == null) {
            throw FilterParameters.invalid(
                    CLIENT_ID, "No client with this client id has a service account. Enable it first.");
        }
        rights.requireNotSelf(owner.getId());
        requireEnabled();
        return owner;
    }

    private boolean isKeycloaks(ClientModel client) {
        return KeycloakClients.isOwn(realm, client.getClientId());
    }

    private TokenIssuer issuer(@Nullable UserModel owner) {
        ClientModel client = ServiceAccount.client(realm, owner);
        if (owner == null || client == null) {
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN, "Only its owner can change this token. Revoke it instead.");
        }
        rights.requireManageClient(client);
        rights.requireNotSelf(owner.getId());
        requireEnabled();
        return new TokenIssuer(session, policy, owner);
    }

    private void requireEnabled() {
        if (!policy.isEnabled()) {
            throw new ApiTokenException(
                    ErrorCode.API_TOKENS_DISABLED, "API tokens are not enabled in this realm. Enable them first.");
        }
    }

    /** Writes and records the event. */
    private Answer written(OperationType operation, TokenWrite write) {
        return write.run(session, (own, token) -> events.in(own).written(operation, token));
    }
}
