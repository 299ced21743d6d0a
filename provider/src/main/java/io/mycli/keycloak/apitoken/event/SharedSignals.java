package io.mycli.keycloak.apitoken.event;

import org.keycloak.models.RealmModel;

/**
 * Keycloak's transmitter of Shared Signals (OpenID SSF 1.0), the experimental feature {@code ssf} of Keycloak 26.7. It
 * makes a CAEP {@code credential-change} of the events of credentials. In realms that have it on, each end of a token
 * is such an event, except that a revocation of many announces its first 500 tokens only. By default the transmitter
 * sends about as many within five minutes, when a resource server asks again anyway.
 */
public final class SharedSignals {

    private static final String ENABLED = "ssf.transmitterEnabled";

    private SharedSignals() {}

    /** Returns whether a realm sends them. */
    public static boolean areSent(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(ENABLED));
    }
}
