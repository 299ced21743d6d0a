package io.mycli.keycloak.apitoken.event;

import java.util.Locale;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The user events of tokens that end without a request for it, each as part of the session's transaction. */
public final class EndEvents {

    /** Why a token ended; in lower case, the detail {@code reason}. */
    public enum Reason {
        EXPIRED,
        NOT_BEFORE,
        OWNER_REMOVED,
        WORKFLOW
    }

    private EndEvents() {}

    /** Begins the event of the end of an owner's token, which {@link ApiTokenEventDetails#describe} goes on with. */
    public static EventBuilder begin(KeycloakSession session, RealmModel realm, String ownerId, Reason reason) {
        return new EventBuilder(realm, session)
                .event(EventType.REMOVE_CREDENTIAL)
                .user(ownerId)
                .storeImmediately(false)
                .detail(Details.REASON, reason.name().toLowerCase(Locale.ROOT));
    }
}
