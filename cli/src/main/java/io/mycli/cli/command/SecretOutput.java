package io.mycli.cli.command;

import io.mycli.cli.terminal.Terminal;
import io.mycli.cli.token.CreatedToken;
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
            explanation(terminal::say);
        } else {
            terminal.print("Token: " + issued.secret());
            explanation(terminal::print);
        }
    }

    private static void explanation(java.util.function.Consumer<String> line) {
        line.accept("Save this token — it won't be shown again.");
        line.accept("Use it with: export MY_API_TOKEN=<token>");
    }
}
