package io.mycli.cli.catalog;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.terminal.Printable;
import java.util.List;

/** The libraries of a profile. */
public record ProfileContent(String profile, List<Library> libraries, JsonObject json) {

    /**
     * Returns the command with a name, or with {@code library/name}.
     *
     * @throws CliException if none or several match
     */
    public CatalogScript command(String name) {
        List<CatalogScript> found = libraries.stream()
                .flatMap(library -> library.commands().stream())
                .filter(command ->
                        command.name().equals(name) || command.qualifiedName().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new CliException(
                    "No library of the profile \"" + Printable.line(profile) + "\" has a command \""
                            + Printable.line(name) + "\".",
                    "List commands: my catalog. List libraries: my library list --available");
        }
        throw new CliException(
                "More than one library has the command \"" + Printable.line(name) + "\".",
                "Choose one of them: "
                        + String.join(
                                " or ",
                                found.stream()
                                        .map(CatalogScript::qualifiedName)
                                        .map(Printable::line)
                                        .toList()));
    }
}
