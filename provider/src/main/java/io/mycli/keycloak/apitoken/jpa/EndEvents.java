package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import java.util.Locale;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The user events of tokens that end without a request for it, each as part of the session's transaction. */
final class EndEvents {

    /** Why a token ended; in lower case, the detail {@code reason}. */
    enum Reason {
        EXPIRED,
        NOT_BEFORE,
        OWNER_REMOVED
    }

    private EndEvents() {}

    /** Records an end outside of a request, as a timer does. */
    static void recordInBackground(KeycloakSession session, String realmId, ApiTokenModel token, Reason reason) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        session.getContext().setHttpRequest(new BackgroundHttpRequest()); // Keycloak's listener email reads it
        record(session, realm, token, reason);
    }

    static void record(KeycloakSession session, RealmModel realm, ApiTokenModel token, Reason reason) {
        EventBuilder event = new EventBuilder(realm, session)
                .event(EventType.REMOVE_CREDENTIAL)
                .user(token.ownerId())
                .storeImmediately(false)
                .detail(Details.REASON, reason.name().toLowerCase(Locale.ROOT));
        ApiTokenEventDetails.describe(event, token.id(), token.name(), token.prefix(), token.expiresAt())
                .success();
    }
}
