package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every secret that this run has created, and the search for them where none may be. */
public final class Secrets {

    /**
     * What is too much of a secret to be shown: a third of its digits, in either case. Without its tag, its end or its
     * beginning it is still lost; the prefix, which is public, has six.
     */
    private static final int PIECE_DIGITS = 16;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{" + PIECE_DIGITS + ",}");

    /** Every piece of every secret. */
    private static final Set<String> PIECES = ConcurrentHashMap.newKeySet();

    private static final SecretFormat FORMAT = new SecretFormat(SecretFormat.DEFAULT_TAG);

    private Secrets() {}

    /** Notes a secret that the search shall find, and returns it. */
    public static String issued(String secret) {
        String digits = secret.substring(secret.indexOf('_') + 1);
        for (int i = 0; i + PIECE_DIGITS <= digits.length(); i++) {
            PIECES.add(digits.substring(i, i + PIECE_DIGITS));
        }
        return secret;
    }

    /** Of our form, and nobody's. */
    public static String unknown() {
        ApiTokenSecret secret = FORMAT.generate();
        return issued(secret.reveal());
    }

    /** Fails if the text has a piece of a noted secret. */
    public static void requireNone(String where, String text) {
        assertThat(hasPiece(text)).as("a secret in the " + where).isFalse();
    }

    private static boolean hasPiece(String text) {
        for (Matcher run = DIGITS.matcher(text.toLowerCase(Locale.ROOT)); run.find(); ) {
            String digits = run.group();
            for (int i = 0; i + PIECE_DIGITS <= digits.length(); i++) {
                if (PIECES.contains(digits.substring(i, i + PIECE_DIGITS))) {
                    return true;
                }
            }
        }
        return false;
    }
}
