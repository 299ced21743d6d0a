package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.NamedContexts;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code my cli context use}. */
@Command(
        name = "use",
        header = "Choose the context of all commands.",
        footerHeading = "Example:%n",
        footer = {"  my cli context use staging", ""},
        description = "Make a context the one of all commands without --context and MY_CONTEXT.")
final class ContextUseCommand extends BaseCommand {

    @Parameters(
            paramLabel = "NAME",
            description = "Context, for example staging.",
            completionCandidates = ContextNames.class)
    private String name;

    ContextUseCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        NamedContexts contexts = context().settings().contexts();
        contexts.use(name);
        terminal().say("The context is " + name + ".");
        context()
                .settings()
                .variable("MY_CONTEXT")
                .filter(set -> !set.equals(name))
                .ifPresent(set -> terminal().say("MY_CONTEXT is set to another one. Unset it: unset MY_CONTEXT"));
        warnOf("MY_ISSUER", contexts.issuer(name));
        warnOf("MY_CATALOG", contexts.catalog(name));
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", name);
            object.addProperty("issuer", contexts.issuer(name).orElse(null));
            print(object);
        }
        return ExitCode.DONE;
    }

    /** A variable wins over the context. */
    private void warnOf(String variable, Optional<String> ofContext) {
        context()
                .settings()
                .variable(variable)
                .filter(set -> !set.equals(ofContext.orElse(null)))
                .ifPresent(set ->
                        terminal().say(variable + " is set, and wins over the context. Unset it: unset " + variable));
    }

    @Override
    boolean requiresContext() {
        return false;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("name", "issuer");
    }
}
