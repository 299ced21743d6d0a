package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.EventText;
import io.mycli.keycloak.apitoken.policy.ApiTokenException;
import java.util.Locale;
import java.util.Objects;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** User events of a request, as Keycloak has them for other credentials. */
final class TokenEvents {

    private static final String CREDENTIAL_TYPE = "api-token";

    private final EventBuilder event;

    private TokenEvents(EventBuilder event) {
        this.event = event;
    }

    static TokenEvents by(Caller caller, KeycloakSession session, EventType type) {
        return new TokenEvents(start(session, type)
                .client(caller.clientId())
                .user(caller.user())
                .session(caller.userSession()));
    }

    /** For a token that is ended by who holds it. */
    static TokenEvents byToken(ApiTokenModel token, KeycloakSession session, EventType type) {
        return new TokenEvents(start(session, type).user(token.ownerId()));
    }

    private static EventBuilder start(KeycloakSession session, EventType type) {
        return new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(type)
                .detail(Details.CREDENTIAL_TYPE, CREDENTIAL_TYPE);
    }

    void because(String reason, ApiTokenModel token) {
        event.detail(Details.REASON, reason);
        success(token);
    }

    void success(ApiTokenModel token) {
        event.detail(Details.TOKEN_ID, token.id())
                .detail("token_name", EventText.of(token.name()))
                .detail("token_prefix", token.prefix())
                .detail("token_expires_at", Objects.toString(token.expiresAt(), null))
                .detail("token_rotated_at", Objects.toString(token.rotatedAt(), null))
                .detail("token_previous_valid_until", Objects.toString(token.previousValidUntil(), null))
                .success();
    }

    void refused(ApiTokenException refusal) {
        event.error(refusal.code().name().toLowerCase(Locale.ROOT));
    }
}
