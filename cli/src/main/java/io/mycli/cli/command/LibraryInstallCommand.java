package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.catalog.CatalogScript;
import io.mycli.cli.catalog.InstallResult;
import io.mycli.cli.catalog.Library;
import io.mycli.cli.catalog.ScriptChange;
import io.mycli.cli.catalog.ScriptPins;
import io.mycli.cli.catalog.ScriptStore;
import io.mycli.cli.terminal.Printable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code my library install}. */
@Command(
        name = "install",
        header = "Add a library to your profile.",
        footerHeading = "Example:%n",
        footer = {"  my library install kubernetes", ""},
        description = {
            "Add a library to your profile and store its scripts here. No script runs.",
            "Installed again, a library shows what has changed in its scripts, and they are accepted as they are now."
        })
final class LibraryInstallCommand extends BaseCommand {

    @Parameters(
            paramLabel = "NAME",
            description = "Library, for example kubernetes; list all: my library list --available")
    private String name;

    @Mixin
    private ProfileOption profile;

    LibraryInstallCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        InstallResult installed = profile.catalog(context()).install(name, profile.name());
        Library library = installed.library();
        ScriptStore store = new ScriptStore(context().settings().home());
        ScriptPins pins = profile.pins(context());
        library.commands().forEach(command -> {
            store.keep(command);
            pins.changed(command.qualifiedName(), command).ifPresent(sha256 -> show(command, store.kept(sha256)));
        });
        if (!pins.pin(library.commands())) {
            throw new CliException(
                    ExitCode.FAILED,
                    pins + " cannot be written, so that no change of these scripts can be noticed.",
                    "Make it writable, or set MY_HOME to another folder.");
        }
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("profile", installed.profile());
            object.addProperty("added", installed.added());
            object.add("library", library.toJson());
            print(object);
        }
        terminal()
                .say((installed.added() ? "Installed " : "Already installed: ")
                        + Printable.line(library.name() + " " + library.version()) + " in the profile \""
                        + Printable.line(installed.profile()) + "\".");
        return ExitCode.DONE;
    }

    private void show(CatalogScript command, Optional<String> before) {
        terminal().say("The script of " + Printable.line(command.qualifiedName()) + " has changed:");
        terminal().sayScript(new ScriptChange(before, command.script()).lines());
    }

    @Override
    List<String> jsonMembers() {
        return List.of("profile", "added", "library");
    }
}
