package io.mycli.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.Context;
import io.mycli.cli.Settings;
import io.mycli.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The end of a command that ran in this process, without a terminal. */
record CommandRun(int exitCode, String output, String errors) {

    static CommandRun of(String... arguments) {
        return with(Map.of(), arguments);
    }

    static CommandRun with(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), "000", environment);
        int exitCode =
                MyCommand.run(new Context(terminal, new Settings(environment, Path.of("no-such-home"))), arguments);
        return new CommandRun(exitCode, text(out), text(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
