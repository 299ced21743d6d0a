package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The events of tokens that end by themselves, or soon will. */
final class BackgroundEvents {

    private BackgroundEvents() {}

    /**
     * Records an event in the session of a timer, which has no request and no realm. The owner of an expiring token has
     * our mail; where Keycloak sends one for each event, which would say something else, none is recorded.
     */
    static void record(KeycloakSession session, String realmId, ApiTokenModel token, EndEvents.Reason reason) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null || (reason == EndEvents.Reason.EXPIRING && EndEvents.areMailed(realm))) {
            return;
        }
        session.getContext().setRealm(realm);
        session.getContext().setHttpRequest(new BackgroundHttpRequest()); // Keycloak's listener email reads it
        record(session, realm, token, reason);
    }

    /** Records an event in a session that has what an event needs. */
    static void record(KeycloakSession session, RealmModel realm, ApiTokenModel token, EndEvents.Reason reason) {
        ApiTokenEventDetails.describe(
                        EndEvents.begin(session, realm, token.ownerId(), reason),
                        token.id(),
                        token.name(),
                        token.prefix(),
                        token.expiresAt())
                .success();
    }
}
