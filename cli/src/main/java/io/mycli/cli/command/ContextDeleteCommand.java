package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.NamedContexts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code my cli context delete}. */
@Command(
        name = "delete",
        aliases = "rm",
        header = "Delete a context.",
        footerHeading = "Example:%n",
        footer = {"  my cli context delete staging", ""},
        description = "Log out of a context, and delete it. API tokens stay valid.")
final class ContextDeleteCommand extends BaseCommand {

    @Parameters(
            paramLabel = "NAME",
            description = "Context, for example staging.",
            completionCandidates = ContextNames.class)
    private String name;

    ContextDeleteCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        NamedContexts contexts = context().settings().contexts();
        contexts.require(name);
        if (name.equals(NamedContexts.DEFAULT)) {
            throw CliException.usage(
                    "The context \"" + name + "\" cannot be deleted.",
                    "Log out of it: my cli logout --context " + name);
        }
        if (name.equals(contexts.current())) {
            throw CliException.usage(
                    "The context \"" + name + "\" is in use.",
                    "Choose another one before: my cli context use " + NamedContexts.DEFAULT);
        }
        context().loginsIn(name).logOut();
        contexts.delete(name);
        terminal().say("Deleted the context \"" + name + "\".");
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", name);
            object.addProperty("deleted", true);
            print(object);
        }
        return ExitCode.DONE;
    }

    @Override
    boolean requiresContext() {
        return false;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("name", "deleted");
    }
}
