package io.mycli.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UsageTest {

    @Test
    void groupAloneShowsItsHelp() {
        for (String group : new String[] {"", "cli", "cli token", "token", "library"}) {
            CommandRun run = run(group);

            assertThat(run).as(group).isEqualTo(run((group + " --help").strip()));
            assertThat(run.exitCode()).as(group).isZero();
            assertThat(run.errors()).as(group).isEmpty();
        }
    }

    @Test
    void helpShowsWhatTheOptionShows() {
        assertThat(run("help cli token create")).isEqualTo(run("cli token create --help"));
        assertThat(run("cli token help create")).isEqualTo(run("cli token create --help"));
        assertThat(run("help")).isEqualTo(run("--help"));
        assertThat(run("help nonsense").exitCode()).isEqualTo(2);
        assertThat(run("help cli token create more").exitCode()).isEqualTo(2);
    }

    @Test
    void versionIsThatOfTheOption() {
        assertThat(run("version")).isEqualTo(run("--version"));
        assertThat(run("version").output()).startsWith("my ");
    }

    @Test
    void shortNamesAreTheSameCommands() {
        assertThat(run("token rm --help").output()).contains("Revoke one or more tokens");
        assertThat(run("cli token ls --help").output()).contains("List your API tokens");
        assertThat(run("library ls --help").output()).contains("List the libraries");
    }

    @Test
    void mistypedCommandIsRecognised() {
        assertRejected("cli token lits", "There is no command \"lits\" of \"my cli token\".", "my cli token list");
        assertRejected("token revok", "There is no command \"revok\" of \"my token\".", "my token revoke");
        assertRejected("tok", "There is no command \"tok\" of \"my\".", "my token");
    }

    @Test
    void commandOfAnotherGroupIsRecognised() {
        assertRejected("login", "There is no command \"login\" of \"my\".", "my cli login");
        assertRejected("cli install", "There is no command \"install\" of \"my cli\".", "my library install");
    }

    @Test
    void mistypedOptionIsRecognised() {
        assertRejected(
                "token create ci --expire-in 3d",
                "There is no option --expire-in of \"my token create\".",
                "--expires-in");
        assertRejected("token list -json", "There is no option -json of \"my token list\".", "--json");
    }

    @Test
    void otherWordsGetTheHelp() {
        assertThat(run("nonsense").errors())
                .isEqualTo("my: There is no command \"nonsense\" of \"my\".\nSee: my --help\n");
        assertThat(run("token list --nonsense").errors()).endsWith("\nSee: my token list --help\n");
    }

    @Test
    void missingAndAdditionalValuesAreNamed() {
        assertThat(run("token create").errors()).startsWith("my: Missing: NAME.\n");
        assertThat(run("token create ci --profile").errors()).startsWith("my: Missing: the value SLUG of --profile.\n");
        assertThat(run("token create my token").errors())
                .startsWith("my: The argument \"token\" is one too many.\nPut a value with spaces into quotes.");
    }

    @Test
    void secretIsNotRepeated() {
        String secret = "myc_" + "0123456789ab".repeat(4);

        assertThat(run("token create ci " + secret).errors())
                .contains("myc_012345...")
                .doesNotContain(secret);
        assertThat(run("token " + secret).errors()).doesNotContain(secret);
        assertThat(run("token list --" + secret).errors()).doesNotContain(secret);
    }

    private static void assertRejected(String arguments, String message, String meant) {
        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).isEqualTo("my: " + message + "\nDid you mean: " + meant + "?\n");
    }

    private static CommandRun run(String arguments) {
        return CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
