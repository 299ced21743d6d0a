package io.mycli.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptChangeTest {

    @Test
    void differenceIsShown() {
        assertThat(lines("a\nb\n", "a\nc\n")).endsWith(" a", "-b", "+c");
    }

    /** For a shell, a carriage return ends no line: what follows belongs to the comment before it. */
    @Test
    void carriageReturnIsNoLineEnd() {
        assertThat(lines("# Verify first\nverify || exit 1\ndeploy", "# Verify first\rverify || exit 1\ndeploy"))
                .contains("+# Verify first\\u000dverify || exit 1", "-verify || exit 1");
    }

    @Test
    void wholeScriptIsShownIfTheDifferenceHasNoLines() {
        assertThat(lines("deploy", "deploy\n")).containsExactly("deploy");
    }

    @Test
    void wholeScriptIsShownIfTheOneBeforeIsGone() {
        assertThat(new ScriptChange(Optional.empty(), "a\n\u001B[2Jb").lines()).containsExactly("a", "\\u001b[2Jb");
    }

    private static List<String> lines(String before, String after) {
        return new ScriptChange(Optional.of(before), after).lines();
    }
}
