package io.mycli.keycloak.apitoken.tests.support;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.mycli.keycloak.apitoken.tests.support.server.LogPart;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The log of the server under test, which is read part by part: all of it may be larger than the tests' memory. */
public final class ServerLog {

    private static long searched;

    private ServerLog() {}

    /** Returns whether it has this text. */
    public static boolean contains(String text) {
        return end(KeycloakServer.get()::logAfter, 0, part -> part.contains(text)) < 0;
    }

    /** Requires that no secret is in what no earlier search has looked at. */
    public static synchronized void requireNoNewSecret() {
        searched = requireNoSecretAfter(KeycloakServer.get()::logAfter, searched);
    }

    /** In all of it: a search while other tests run may come before the test knows the secret that was logged. */
    static void requireNoSecret() {
        requireNoSecretAfter(KeycloakServer.get()::logAfter, 0);
    }

    /** Requires that no secret is in a log after a position, and returns where the log ends. */
    public static long requireNoSecretAfter(LongFunction<LogPart> log, long position) {
        return end(log, position, part -> {
            Secrets.requireNone("server's log", part);
            return false;
        });
    }

    /** Returns where the log ends, or a negative number if one of its parts is as wanted. */
    private static long end(LongFunction<LogPart> log, long position, Predicate<String> wanted) {
        LogPart part = log.apply(position);
        while (!wanted.test(part.text())) {
            if (part.isLast()) {
                return part.end();
            }
            part = log.apply(part.end());
        }
        return -1;
    }
}
