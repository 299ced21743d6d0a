package io.mycli.cli.command;

import com.google.gson.JsonElement;
import io.mycli.cli.Context;
import io.mycli.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command with the options of all commands that act. */
abstract class BaseCommand extends WithHelp implements Callable<Integer> {

    private final Context context;

    @Option(names = "--json", description = "Print JSON; members are stable, and missing values are null.")
    private boolean json;

    @Option(names = "--verbose", description = "Print each request, and the stack trace of an error.")
    private boolean verbose;

    BaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() {
        context.setVerbose(verbose);
        return run();
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws CliException if it fails
     */
    abstract int run();

    final Context context() {
        return context;
    }

    final Terminal terminal() {
        return context.terminal();
    }

    final boolean json() {
        return json;
    }

    final void print(JsonElement element) {
        terminal().print(element.toString());
    }
}
