package io.mycli.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.NamedContexts;
import io.mycli.cli.login.LoginStatus;
import io.mycli.cli.terminal.Cell;
import io.mycli.cli.terminal.Column;
import io.mycli.cli.terminal.Table;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code my cli context list}. */
@Command(
        name = "list",
        aliases = "ls",
        header = "List the contexts.",
        footerHeading = "Example:%n",
        footer = {"  my cli context list", ""},
        description = {
            "List the contexts of this machine, and who is logged in.",
            "Without a terminal, lines are separated by tabs: name, issuer, username, and * for the context in use."
        })
final class ContextListCommand extends BaseCommand {

    ContextListCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        NamedContexts contexts = context().settings().contexts();
        String inUse = context().settings().context();
        Table table = new Table(
                terminal(),
                Column.cut("NAME", 8),
                Column.cut("ISSUER", 12),
                Column.cut("USER", 8).droppedAs(1),
                Column.whole("IN USE"));
        JsonArray array = new JsonArray();
        for (String name : contexts.names()) {
            String issuer = contexts.issuer(name).orElse(null);
            String username = username(name).orElse(null);
            String mark = name.equals(inUse) ? "*" : null;
            table.row(Cell.of(name), Cell.of(issuer, "-"), Cell.of(username, "-"), Cell.of(mark, ""));
            JsonObject object = new JsonObject();
            object.addProperty("name", name);
            object.addProperty("issuer", issuer);
            object.addProperty("catalog", contexts.catalog(name).orElse(null));
            object.addProperty("username", username);
            object.addProperty("inUse", name.equals(inUse));
            array.add(object);
        }
        if (json()) {
            print(array);
        } else {
            table.print();
        }
        return ExitCode.DONE;
    }

    /** Returns who is logged in; nobody if the file of the login is not usable. */
    private Optional<String> username(String name) {
        try {
            return context().loginsIn(name).status().map(LoginStatus::username);
        } catch (CliException e) {
            return Optional.empty();
        }
    }

    @Override
    boolean requiresContext() {
        return false;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("name", "issuer", "catalog", "username", "inUse");
    }
}
