package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a failed command writes to standard error: words, or one line of JSON with {@code --json}. */
final class FailureOutput {

    private FailureOutput() {}

    /** Prints a failure and returns its exit code. */
    static int print(Context context, Exception e) {
        CliException failure = e instanceof CliException known ? known : unexpected(e);
        Terminal terminal = context.terminal();
        if (context.isJson()) {
            terminal.say(json(failure, context).toString());
        } else {
            failure.getMessage().lines().forEach(line -> terminal.say("my: " + line));
            failure.hint().map(context.settings()::inContext).ifPresent(terminal::say);
        }
        if (context.isVerbose()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            trace.toString().lines().forEach(terminal::say);
        }
        return failure.exitCode();
    }

    private static CliException unexpected(Exception e) {
        return new CliException(
                "unexpected error (" + e.getClass().getSimpleName() + ").",
                "Run again with --verbose and report the output.");
    }

    private static JsonObject json(CliException failure, Context context) {
        JsonObject object = new JsonObject();
        object.addProperty("error", failure.code());
        object.addProperty("message", failure.getMessage());
        object.addProperty(
                "hint", failure.hint().map(context.settings()::inContext).orElse(null));
        object.addProperty("exitCode", failure.exitCode());
        return object;
    }
}
