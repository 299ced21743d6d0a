package io.mycli.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import org.junit.jupiter.api.Test;

final class JsonOptionTest {

    private static final String NOT_LOGGED_IN = "NOT_LOGGED_IN";

    @Test
    void wrongMemberGetsListOfMembers() {
        for (String arguments : new String[] {
            "token list --json nam",
            "token list --json=nam",
            "token show ci --json=nam",
            "token show ci --json name,nam"
        }) {
            JsonObject error = error(2, arguments);

            assertThat(Json.text(error, "error")).isEqualTo("USAGE");
            assertThat(Json.text(error, "message")).isEqualTo("There is no member \"nam\" for --json.");
            assertThat(Json.text(error, "hint")).startsWith("Choose from: id, name, description, prefix, profile, ");
        }
    }

    @Test
    void wrongMemberIsToldBeforeAnythingHappens() {
        assertThat(Json.text(error(2, "token create ci --json name,secret"), "hint"))
                .endsWith(", lastUsedBy, token");
        assertThat(Json.text(error(2, "token revoke ci --force --json=gone"), "hint"))
                .endsWith(", revoked");
    }

    @Test
    void argumentAfterOptionIsNotItsValue() {
        assertThat(Json.text(error(4, "token show --json ci"), "error")).isEqualTo(NOT_LOGGED_IN);
        assertThat(Json.text(error(4, "token revoke --json ci two"), "error")).isEqualTo(NOT_LOGGED_IN);
        assertThat(Json.text(error(4, "token show --json name,prefix ci"), "error"))
                .isEqualTo(NOT_LOGGED_IN);
        assertThat(Json.text(error(4, "token show --json --verbose ci"), "error"))
                .isEqualTo(NOT_LOGGED_IN);
        assertThat(Json.text(error(4, "token list --json"), "error")).isEqualTo(NOT_LOGGED_IN);
    }

    @Test
    void membersAreChosenInTheirOrder() {
        assertThat(CommandRun.of("cli", "status", "--json", "issuer,credential").output())
                .isEqualTo("{\"issuer\":null,\"credential\":null}\n");
        assertThat(CommandRun.of("cli", "status", "--json").output())
                .startsWith("{\"credential\":null,\"source\":null,\"prefix\":null,");
    }

    @Test
    void parserErrorIsJson() {
        JsonObject error = error(2, "token lits --json");

        assertThat(error.toString())
                .isEqualTo("{\"error\":\"USAGE\",\"message\":\"There is no command \\\"lits\\\" of \\\"my token\\\".\","
                        + "\"hint\":\"Did you mean: my token list?\",\"exitCode\":2}");
    }

    @Test
    void nameAfterTwoDashesIsNoOption() {
        assertThat(CommandRun.of("token", "create", "--", "--json").errors()).startsWith("my: ");
    }

    /** The failure is one line of standard error; standard output is empty. */
    private static JsonObject error(int exitCode, String arguments) {
        CommandRun run = CommandRun.of(arguments.split(" "));

        assertThat(run.exitCode()).as(arguments).isEqualTo(exitCode);
        assertThat(run.output()).as(arguments).isEmpty();
        String errors = run.errors();
        assertThat(errors.lines().filter(line -> line.startsWith("{")))
                .as(arguments)
                .hasSize(1);
        return Json.object(
                errors.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow());
    }
}
