package io.mycli.example.catalog;

import java.util.List;

/** A published library of commands, as in the API. */
record Library(String name, String version, String description, List<Command> commands) {

    Library withoutScripts() {
        return new Library(
                name,
                version,
                description,
                commands.stream().map(Command::withoutScript).toList());
    }
}
