package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The user events of a request, as Keycloak records them for other credentials. Each is part of the transaction of the
 * session that it is recorded in.
 */
final class TokenEvents {

    private static final String FULL = "full";
    private static final String RESTRICTED = "restricted";

    private final ClientConnection connection;
    private final EventType type;
    private final @Nullable String clientId;
    private final String ownerId;
    private final @Nullable String userSessionId;

    private TokenEvents(
            KeycloakSession request,
            EventType type,
            @Nullable String clientId,
            String ownerId,
            @Nullable String userSessionId) {
        this.connection = request.getContext().getConnection();
        this.type = type;
        this.clientId = clientId;
        this.ownerId = ownerId;
        this.userSessionId = userSessionId;
    }

    static TokenEvents by(Caller caller, KeycloakSession request, EventType type) {
        return new TokenEvents(
                request,
                type,
                caller.clientId(),
                caller.user().getId(),
                caller.userSession().getId());
    }

    /** Returns the events of a request by the holder of a token, without a login. */
    static TokenEvents byToken(ApiTokenModel token, KeycloakSession request, EventType type) {
        return new TokenEvents(request, type, null, token.ownerId(), null);
    }

    /** Records that the holder of a token asked what it is. Keycloak stores this type only where a realm enables it. */
    static void introspected(ApiTokenModel token, ClientModel tokenClient, KeycloakSession request) {
        new EventBuilder(
                        request.getContext().getRealm(),
                        request,
                        request.getContext().getConnection())
                .event(EventType.INTROSPECT_TOKEN)
                .client(tokenClient)
                .user(token.ownerId())
                .detail(Details.TOKEN_TYPE, ApiTokenEventDetails.CREDENTIAL_TYPE)
                .detail(Details.TOKEN_ID, token.id())
                .success();
    }

    private EventBuilder start(KeycloakSession session) {
        return new EventBuilder(session.getContext().getRealm(), session, connection)
                .event(type)
                .client(clientId)
                .user(ownerId)
                .session(userSessionId)
                .storeImmediately(false)
                .detail(Details.CREDENTIAL_TYPE, ApiTokenEventDetails.CREDENTIAL_TYPE);
    }

    void because(String reason, KeycloakSession session, ApiTokenModel token) {
        success(start(session).detail(Details.REASON, reason), session, token);
    }

    void success(KeycloakSession session, ApiTokenModel token) {
        success(start(session), session, token);
    }

    private static void success(EventBuilder event, KeycloakSession session, ApiTokenModel token) {
        ApiTokenRepresentation shown =
                ApiTokenRepresentation.of(token, session.getContext().getRealm(), UtcTime.now());
        ApiTokenEventDetails.describe(event, token.id(), token.name(), token.prefix(), token.expiresAt())
                .detail(ApiTokenEventDetails.ACCESS, token.access().hasAllRoles() ? FULL : RESTRICTED)
                .detail(ApiTokenEventDetails.ROLES, ApiTokenEventDetails.list(shown.roles()))
                .detail(ApiTokenEventDetails.AUDIENCE, ApiTokenEventDetails.list(shown.audience()))
                .detail(ApiTokenEventDetails.ROTATED_AT, Objects.toString(token.rotatedAt(), null))
                .detail(ApiTokenEventDetails.PREVIOUS_VALID_UNTIL, Objects.toString(token.previousValidUntil(), null))
                .success();
    }

    void rejected(KeycloakSession session, ApiTokenException rejection) {
        start(session).error(rejection.code().name().toLowerCase(Locale.ROOT));
    }
}
