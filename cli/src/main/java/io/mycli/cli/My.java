package io.mycli.cli;

import io.mycli.cli.command.MyCommand;
import io.mycli.cli.terminal.Terminal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The program {@code my}. */
public final class My {

    private My() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        // What Java calls user.home is the home of the account, wherever HOME points.
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        try {
            Settings settings = new Settings(System.getenv(), Path.of(home));
            System.exit(MyCommand.run(new Context(terminal, settings), arguments));
        } catch (InvalidPathException e) {
            terminal.say("my: The name of your home folder has characters that this machine's locale lacks.");
            terminal.say("Set another one: export LC_ALL=C.UTF-8");
            System.exit(ExitCode.FAILED);
        }
    }
}
