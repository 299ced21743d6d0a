package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every secret that this run has minted, and the search for them where none may be. */
final class Secrets {

    /** The digits without the tag: a log line that has lost the tag has still lost the secret. */
    private static final Set<String> MINTED = ConcurrentHashMap.newKeySet();

    private static final SecretFormat FORMAT = new SecretFormat(SecretFormat.DEFAULT_TAG);

    private Secrets() {}

    static String minted(String secret) {
        MINTED.add(secret.substring(secret.indexOf('_') + 1));
        return secret;
    }

    /** Of our form, and nobody's. */
    static String unknown() {
        ApiTokenSecret secret = FORMAT.generate();
        return minted(secret.reveal());
    }

    static int count() {
        return MINTED.size();
    }

    static void requireNone(String where, String text) {
        MINTED.forEach(digits ->
                assertThat(text.contains(digits)).as("a secret in the " + where).isFalse());
    }
}
