package io.mycli.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.catalog.Library;
import io.mycli.cli.catalog.ProfileContent;
import io.mycli.cli.terminal.Cell;
import io.mycli.cli.terminal.Column;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code my catalog}. */
@Command(
        name = "catalog",
        header = "Show the commands of your profile.",
        footerHeading = "Example:%n",
        footer = {"  my catalog", ""},
        description = {
            "Show the libraries of your profile and their commands.",
            "Without a terminal, lines are separated by tabs: command, library, version, description."
        })
final class CatalogCommand extends BaseCommand {

    @Mixin
    private ProfileOption profile;

    CatalogCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ProfileContent content = profile.catalog(context()).content(profile.name());
        if (json()) {
            print(describe(content));
            return ExitCode.DONE;
        }
        Table table = new Table(
                terminal(),
                Column.cut("COMMAND", 12),
                Column.cut("LIBRARY", 10),
                Column.whole("VERSION").droppedAs(2),
                Column.cut("DESCRIPTION", 12).droppedAs(1));
        content.libraries()
                .forEach(library -> library.commands()
                        .forEach(command -> table.row(
                                Cell.of(command.name()),
                                Cell.of(library.name()),
                                Cell.of(library.version()),
                                Cell.of(command.description(), ""))));
        table.print();
        if (terminal().isOutputTerminal()) {
            terminal()
                    .say(
                            content.libraries().isEmpty()
                                    ? "The profile \"" + Printable.line(content.profile())
                                            + "\" has no libraries. Add one: my library install NAME"
                                    : "Profile: " + Printable.line(content.profile()));
        }
        return ExitCode.DONE;
    }

    private static JsonObject describe(ProfileContent content) {
        JsonObject object = new JsonObject();
        object.addProperty("profile", content.profile());
        JsonArray libraries = new JsonArray();
        content.libraries().stream().map(Library::toJson).forEach(libraries::add);
        object.add("libraries", libraries);
        return object;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("profile", "libraries");
    }
}
