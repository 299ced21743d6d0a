package io.mycli.cli.command;

import com.google.gson.JsonElement;
import io.mycli.cli.Context;
import io.mycli.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that does something. */
abstract class BaseCommand extends WithHelp implements Callable<Integer> {

    private final Context context;

    @Option(names = "--json", description = "Print JSON: names are stable, what has no value is null.")
    private boolean json;

    @Option(names = "--verbose", description = "Tell which requests are sent, and where a failure comes from.")
    private boolean verbose;

    BaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() {
        context.setVerbose(verbose);
        return run();
    }

    /** Does it; returns the exit code, or throws a failure. */
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
