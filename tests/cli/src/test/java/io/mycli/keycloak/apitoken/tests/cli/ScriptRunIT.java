package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The language of scripts: a script that is not kept to does fail, at its line. */
@KeycloakTest
final class ScriptRunIT {

    @Test
    void outputsAreApart(TestRealm realm) {
        play(
                realm,
                "$ echo data; echo words >&2; exit 3",
                "exit: 3",
                "stdout= data",
                "stderr: \\Awords\\n\\z",
                "no-stdout: words",
                "no-stderr: data");
    }

    @Test
    void nothingIsTypedWithoutTerminal(TestRealm realm) {
        play(realm, "$ read name; test -t 0 || test -t 1 || test -t 2 || echo none", "exit: 0", "stdout= none");
    }

    @Test
    void promptsAreAnsweredOnTerminal(TestRealm realm) {
        play(
                realm,
                "tty$ printf 'Name? '; read name; printf '\\033[1mhello\\033[0m %s\\n' $name; stty size",
                "? Name?",
                "> alice",
                "exit: 0",
                "screen: ^hello alice$",
                "raw: \\e\\[1mhello",
                "screen: ^40 120$");
    }

    @Test
    void interruptEndsWhatRuns(TestRealm realm) {
        play(realm, "tty$ echo ready; exec sleep 100", "? ready", "^C", "exit: 130");
    }

    @Test
    void whatOneLineKeepsTheNextOnesHave(TestRealm realm) {
        play(
                realm,
                "set GREETING=hello",
                "$ echo \"$GREETING 42 ${REALM}\"",
                "exit: 0",
                "stdout= hello 42 " + realm.name(),
                "keep NUMBER (\\d+)",
                "unset GREETING",
                "$ echo \"${GREETING-none} ${NUMBER}\"",
                "exit: 0",
                "stdout= none 42");
    }

    @Test
    void runsNamesTheLineThatFails(TestRealm realm) {
        assertFailure(realm, "$ echo one; echo why >&2", "exit: 0", "stdout= two")
                .contains("made-up.txt:3: stdout= two", "one", "--- stderr\nwhy");
    }

    @Test
    void otherExitCodeFails(TestRealm realm) {
        assertFailure(realm, "$ exit 4", "exit: 0").contains("made-up.txt:2: exit: 0", "exit code");
    }

    @Test
    void exitCodeHasToBeStated(TestRealm realm) {
        assertFailure(realm, "$ true", "$ true", "exit: 0").contains("made-up.txt:2: ", "how the last command ends");
        assertFailure(realm, "$ true").contains("made-up.txt:1: ", "how the last command ends");
        assertFailure(realm, "$ true", "stdout= ").contains("made-up.txt:2: ", "exit code is stated before");
    }

    @Test
    void promptThatNeverComesFails(TestRealm realm) {
        assertFailure(realm, "tty$ echo bye", "? Name?").contains("made-up.txt:2: ? Name?", "bye");
    }

    @Test
    void unknownLineFails(TestRealm realm) {
        assertFailure(realm, "stdot: x").contains("made-up.txt:1: stdot: x", "No such line");
    }

    @Test
    void secretIsShownOnlyByWhatCreatesIt(TestRealm realm) {
        String secret = Secrets.unknown();
        play(realm, "$ : my cli token create; echo " + secret, "exit: 0");
        assertFailure(realm, "$ echo " + secret, "exit: 0").contains("whole secrets in the output");
        assertFailure(realm, "$ : my cli token create; echo " + secret + secret, "exit: 0")
                .contains("whole secrets in the output");
        assertFailure(realm, "$ : my cli token create; echo " + secret + " >&2", "exit: 0")
                .contains("whole secrets on standard error");
    }

    @Test
    void messagesHaveNoSecret(TestRealm realm) {
        String secret = Secrets.unknown();
        assertFailure(realm, "$ : my cli token create; echo " + secret, "exit: 0", "stdout= " + secret + "x")
                .contains(secret.substring(0, 10) + "...")
                .doesNotContain(secret);
    }

    @Test
    void secretAtHomeIsFound(TestRealm realm) {
        try (ScriptRun run = new ScriptRun(realm)) {
            script("$ mkdir -p a/b; echo x" + Secrets.unknown() + "x > a/b/file", "exit: 0")
                    .play(run);

            assertThat(catchThrowable(run::requireNoSecretAtHome))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("a/b/file");
        }
    }

    private static Script script(String... lines) {
        return new Script("made-up.txt", List.of(lines));
    }

    private static void play(TestRealm realm, String... lines) {
        try (ScriptRun run = new ScriptRun(realm)) {
            script(lines).play(run);
        }
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertFailure(TestRealm realm, String... lines) {
        Throwable failure = catchThrowable(() -> play(realm, lines));
        assertThat(failure).isInstanceOf(AssertionError.class).hasNoCause();
        return assertThat(failure.getMessage());
    }
}
