package io.mycli.cli.command;

import com.google.gson.JsonElement;
import io.mycli.cli.Context;
import io.mycli.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command with the options of all commands that act. */
abstract class BaseCommand extends WithHelp implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--json",
            arity = "0..1",
            paramLabel = "MEMBERS",
            preprocessor = JsonOption.class,
            description =
                    "Print JSON, or only some members: --json name,prefix. Members are stable; missing values are null.")
    private String json;

    @Option(names = "--verbose", description = "Print each request, and the stack trace of an error.")
    private boolean verbose;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            completionCandidates = ContextNames.class,
            description = "Context, for example staging (default: MY_CONTEXT, or the current one).")
    private String contextName;

    private JsonMembers members;

    BaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() {
        context.setVerbose(verbose);
        members = JsonMembers.of(json, jsonMembers());
        context.settings().choose(contextName);
        if (requiresContext()) {
            context.settings().requireNamedContext();
        }
        return run();
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws CliException if it fails
     */
    abstract int run();

    /** Returns whether the context that is named must exist. */
    boolean requiresContext() {
        return true;
    }

    /** Returns the members of the JSON that the command prints. */
    abstract List<String> jsonMembers();

    final Context context() {
        return context;
    }

    final Terminal terminal() {
        return context.terminal();
    }

    final boolean json() {
        return json != null;
    }

    /** Prints JSON, or what {@code --json} chooses of it. */
    final void print(JsonElement element) {
        terminal().print(members.of(element).toString());
    }
}
