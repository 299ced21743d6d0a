package io.mycli.keycloak.apitoken.tests.support;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;

/** The search for secrets in the log of the server under test. */
public final class ServerLog {

    /** Longer than what a secret can be found by, which must not be cut in two. */
    private static final int OVERLAP = 1000;

    private static int searched;

    private ServerLog() {}

    /** In what no earlier search has looked at. */
    public static synchronized void requireNoNewSecret() {
        String log = KeycloakServer.get().log();
        Secrets.requireNone("server's log", log.substring(Math.max(0, searched - OVERLAP)));
        searched = log.length();
    }

    /** In all of it: a search while other tests run may come before the test knows the secret that was logged. */
    static void requireNoSecret() {
        Secrets.requireNone("server's log", KeycloakServer.get().log());
    }
}
