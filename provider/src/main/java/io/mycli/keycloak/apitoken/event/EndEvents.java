package io.mycli.keycloak.apitoken.event;

import java.util.Locale;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The user events of tokens that end, or soon will, without a request of their owner; each is part of the transaction.
 */
public final class EndEvents {

    /** Why a token ended, or that it soon will; in lower case, the detail {@code reason}. */
    public enum Reason {
        EXPIRING(EventType.UPDATE_CREDENTIAL),
        EXPIRED(EventType.REMOVE_CREDENTIAL),
        ADMINISTRATOR(EventType.REMOVE_CREDENTIAL),
        NOT_BEFORE(EventType.REMOVE_CREDENTIAL),
        OWNER_REMOVED(EventType.REMOVE_CREDENTIAL),
        WORKFLOW(EventType.REMOVE_CREDENTIAL);

        private final EventType type;

        Reason(EventType type) {
            this.type = type;
        }
    }

    /**
     * Keycloak's event listener that sends the user a mail about each event of these types, and waits for the mail
     * server.
     */
    private static final String EMAIL_LISTENER = "email";

    private EndEvents() {}

    /** Returns whether a realm has Keycloak's event listener {@code email}. */
    public static boolean areMailed(RealmModel realm) {
        return realm.getEventsListenersStream().anyMatch(EMAIL_LISTENER::equals);
    }

    /** Begins an event about an owner's token, which {@link ApiTokenEventDetails#describe} goes on with. */
    public static EventBuilder begin(KeycloakSession session, RealmModel realm, String ownerId, Reason reason) {
        return new EventBuilder(realm, session)
                .event(reason.type)
                .user(ownerId)
                .storeImmediately(false)
                .detail(Details.REASON, reason.name().toLowerCase(Locale.ROOT));
    }
}
