package io.mycli.cli.command;

import com.google.gson.JsonArray;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.catalog.Catalog;
import io.mycli.cli.catalog.Library;
import io.mycli.cli.terminal.Cell;
import io.mycli.cli.terminal.Column;
import io.mycli.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code my library list}. */
@Command(
        name = "list",
        aliases = "ls",
        header = "List the libraries of your profile.",
        footerHeading = "Example:%n",
        footer = {"  my library list --available", ""},
        description = {
            "List the libraries of your profile.",
            "Without a terminal, lines are separated by tabs: name, version, description."
        })
final class LibraryListCommand extends BaseCommand {

    @Option(names = "--available", description = "List all libraries of the catalog (default: those of your profile).")
    private boolean available;

    @Mixin
    private ProfileOption profile;

    LibraryListCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        Catalog catalog = profile.catalog(context());
        List<Library> libraries = available
                ? catalog.available()
                : catalog.content(profile.name()).libraries();
        if (json()) {
            JsonArray array = new JsonArray();
            libraries.stream().map(Library::toJson).forEach(array::add);
            print(array);
        } else {
            Table table = new Table(
                    terminal(),
                    Column.cut("NAME", 12),
                    Column.whole("VERSION"),
                    Column.cut("DESCRIPTION", 12).droppedAs(1));
            libraries.forEach(library ->
                    table.row(Cell.of(library.name()), Cell.of(library.version()), Cell.of(library.description(), "")));
            table.print();
        }
        if (libraries.isEmpty() && terminal().isOutputTerminal()) {
            terminal().say("No libraries. List all: my library list --available");
        }
        return ExitCode.DONE;
    }

    @Override
    List<String> jsonMembers() {
        return Library.MEMBERS;
    }
}
