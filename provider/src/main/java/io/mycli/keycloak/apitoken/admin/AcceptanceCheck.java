package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.claims.ApiTokenClaims;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import io.mycli.keycloak.apitoken.claims.ResourceServer;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.representation.AcceptanceCheckRepresentation;
import io.mycli.keycloak.apitoken.representation.AcceptanceRepresentation;
import io.mycli.keycloak.apitoken.verification.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.verification.RejectionReason;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * The answer that a resource server would get to the introspection of a token. It tells the reason of a rejection,
 * which a resource server never learns. It is no use of the token, and no event.
 */
final class AcceptanceCheck {

    private static final String CANNOT_INTROSPECT_CODE = "cannot_introspect";
    private static final String CANNOT_INTROSPECT =
            "Client is disabled, public or bearer-only, so Keycloak lets it introspect nothing";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final OwnerLookup owners;
    private final IssuerCache issuers = new IssuerCache();

    AcceptanceCheck(KeycloakSession session, RealmModel realm, AdminPermissions rights, OwnerLookup owners) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.owners = owners;
    }

    /**
     * Checks a secret.
     *
     * @throws jakarta.ws.rs.ForbiddenException if the administrator may not view the client or the owner
     * @throws ApiTokenException INVALID_REQUEST
     */
    AcceptanceRepresentation run(AcceptanceCheckRepresentation check) {
        ClientModel resourceServer = requireClient(check.clientId());
        if (check.secret() == null || check.secret().isBlank()) {
            throw FilterParameters.invalid("secret", "The token is missing. Send its secret.");
        }
        VerificationResult result =
                new ApiTokenVerifier(session).verify(check.secret().strip());
        if (result instanceof VerificationResult.Rejected rejected) {
            rejected.token().ifPresent(token -> rights.requireView(owners.of(token)));
            return rejected(rejected.reason());
        }
        VerificationResult.Accepted accepted = (VerificationResult.Accepted) result;
        rights.requireView(accepted.owner());
        return canIntrospect(resourceServer)
                ? accepted(accepted, resourceServer)
                : rejected(CANNOT_INTROSPECT_CODE, CANNOT_INTROSPECT);
    }

    private ClientModel requireClient(@Nullable String clientId) {
        ClientModel client = KeycloakClients.find(realm, clientId);
        rights.requireViewClient(client);
        if (client == null) {
            throw FilterParameters.invalid("clientId", "No client has this client id. Send that of a resource server.");
        }
        return client;
    }

    private static boolean canIntrospect(ClientModel client) {
        return client.isEnabled() && !client.isPublicClient() && !client.isBearerOnly();
    }

    /** Mappers may look at the client of the request, which is the resource server during an introspection. */
    private AcceptanceRepresentation accepted(VerificationResult.Accepted accepted, ClientModel resourceServer) {
        ClientModel caller = session.getContext().getClient();
        session.getContext().setClient(resourceServer);
        try {
            byte[] response =
                    ApiTokenClaims.of(session, issuers, accepted).toIntrospection(new ResourceServer(resourceServer));
            return response == null
                    ? rejected(RejectionReason.NOT_IN_AUDIENCE)
                    : new AcceptanceRepresentation(true, null, null, json(response));
        } finally {
            session.getContext().setClient(caller);
        }
    }

    private static AcceptanceRepresentation rejected(RejectionReason reason) {
        return rejected(reason.outcome(), reason.description());
    }

    private static AcceptanceRepresentation rejected(String code, String reason) {
        return new AcceptanceRepresentation(false, code, reason, null);
    }

    private static Map<?, ?> json(byte[] claims) {
        try {
            return JsonSerialization.readValue(claims, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
