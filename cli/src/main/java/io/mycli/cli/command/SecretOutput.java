package io.mycli.cli.command;

import io.mycli.cli.terminal.Terminal;
import io.mycli.cli.token.CreatedToken;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The output of a new secret, which is shown once. */
final class SecretOutput {

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only the secret (default: if standard output is not a terminal).")
    private boolean quiet;

    void print(CreatedToken issued, BaseCommand command) {
        Terminal terminal = command.terminal();
        if (command.json()) {
            command.print(issued.toJson());
        } else if (quiet || !terminal.isOutputTerminal()) {
            terminal.print(issued.secret());
            explain(command, terminal::say);
        } else {
            terminal.print("Token: " + issued.secret());
            explain(command, terminal::print);
        }
    }

    /** Also names what another machine needs beside the token. */
    private static void explain(BaseCommand command, Consumer<String> line) {
        line.accept("Save this token — it won't be shown again.");
        line.accept("Use it with: export MY_API_TOKEN=<token>");
        line.accept(
                "In a CI job, set too: export " + command.context().settings().variables());
    }
}
