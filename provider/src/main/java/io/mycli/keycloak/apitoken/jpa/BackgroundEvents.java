package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.event.SharedSignals;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The events of tokens that end by themselves, or soon will. */
final class BackgroundEvents {

    private BackgroundEvents() {}

    /**
     * Records that tokens expire soon, in the session of a timer. In a realm where Keycloak sends a mail or a signal
     * for each event, none is recorded: it would say that the token was changed.
     */
    static void recordExpiring(KeycloakSession session, String realmId, List<ApiTokenModel> tokens) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm != null && !EndEvents.areMailed(realm) && !SharedSignals.areSent(realm)) {
            tokens.forEach(token -> record(session, realmId, token, EndEvents.Reason.EXPIRING));
        }
    }

    /** Records an event in the session of a timer, which has no request and no realm. */
    static void record(KeycloakSession session, String realmId, ApiTokenModel token, EndEvents.Reason reason) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
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
