package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole secrets in what commands say and keep. One is shown by the command that has created it, or that gives it to
 * another program as its password, once, on standard output; nowhere else, also not with {@code --verbose}. The tokens of a login are shown by nobody.
 */
final class WholeSecrets {

    private static final Pattern SECRET = Pattern.compile("(myc_[0-9a-f]{6})[0-9a-f]{42}");
    private static final Pattern JWT = Pattern.compile("(eyJ[A-Za-z0-9_-]{5})[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_.-]+");
    private static final Pattern MINTING = Pattern.compile("token (create|rotate)\\b|my credential \\w+ .*\\bget$");

    private WholeSecrets() {}

    /** Fails if the command said one that it should not have, and remembers the others. */
    static void check(String command, RunningCommand said) {
        SECRET.matcher(said.everything()).results().forEach(secret -> Secrets.issued(secret.group()));
        requireNone("on standard error", said.errors());
        assertThat(count(JWT, said.output()))
                .as("tokens of a login in the output")
                .isZero();
        assertThat(count(SECRET, said.output()))
                .as("whole secrets in the output")
                .isLessThanOrEqualTo(count(MINTING, command));
    }

    /** Fails if there is any, known or not. */
    static void requireNone(String where, String text) {
        assertThat(count(SECRET, text) + count(JWT, text))
                .as("whole secrets " + where)
                .isZero();
        Secrets.requireNone(where, text);
    }

    /** For messages: every secret cut down to its beginning. */
    static String shortened(String text) {
        return JWT.matcher(SECRET.matcher(text).replaceAll("$1...")).replaceAll("$1...");
    }

    private static long count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().count();
    }
}
