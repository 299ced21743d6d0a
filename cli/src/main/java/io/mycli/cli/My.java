package io.mycli.cli;

import io.mycli.cli.command.MyCommand;
import io.mycli.cli.terminal.Terminal;
import java.nio.file.Path;

/** The program {@code my}. */
public final class My {

    private My() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        // What Java calls user.home is the home of the account, wherever HOME points.
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        Settings settings = new Settings(System.getenv(), Path.of(home));
        System.exit(MyCommand.run(new Context(terminal, settings), arguments));
    }
}
