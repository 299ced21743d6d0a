package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The record of a token's expiry: a user event and a metric. For a service account, which gets no mail, it is the
 * notice.
 */
final class Expiry {

    private static final String REASON = "expired";

    private Expiry() {}

    /** Records the expiry of a token, as part of the session's transaction. */
    static void record(KeycloakSession session, String realmId, ApiTokenModel token) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        session.getContext().setHttpRequest(new BackgroundHttpRequest()); // Keycloak's listener email reads it
        EventBuilder event = new EventBuilder(realm, session)
                .event(EventType.REMOVE_CREDENTIAL)
                .user(token.ownerId())
                .storeImmediately(false)
                .detail(Details.REASON, REASON);
        ApiTokenEventDetails.describe(event, token.id(), token.name(), token.prefix(), token.expiresAt())
                .success();
        ApiTokenMetrics.expired();
    }
}
