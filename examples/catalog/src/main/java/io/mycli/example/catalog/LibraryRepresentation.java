package io.mycli.example.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A library as JSON: with its scripts where it is installed, without them where it is listed. */
record LibraryRepresentation(String name, String version, String description, List<CommandRepresentation> commands) {

    static LibraryRepresentation of(Library library) {
        return of(library, false);
    }

    static LibraryRepresentation withScripts(Library library) {
        return of(library, true);
    }

    private static LibraryRepresentation of(Library library, boolean scripts) {
        return new LibraryRepresentation(
                library.name(),
                library.version(),
                library.description(),
                library.commands().stream()
                        .map(command -> new CommandRepresentation(
                                command.name(),
                                command.description(),
                                command.sha256(),
                                scripts ? command.script() : null))
                        .toList());
    }

    record CommandRepresentation(
            String name,
            String description,
            String sha256,
            @JsonInclude(JsonInclude.Include.NON_NULL) String script) {}
}
