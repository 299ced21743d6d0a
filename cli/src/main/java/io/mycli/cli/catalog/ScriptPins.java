package io.mycli.cli.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import io.mycli.cli.PrivateFile;
import io.mycli.cli.terminal.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The SHA-256 of each script that was installed or run on this machine, by catalog and qualified name, and what each short
 * name stood for: a script that the catalog has changed since then does not run unseen. Nothing that the catalog's answers
 * can choose for a known command, such as the profile, is part of the key.
 */
public final class ScriptPins {

    private static final String ADVICE = "Delete it, and install your libraries again: my library install NAME";
    private static final String SCRIPTS = "scripts";
    private static final String NAMES = "names";

    private final Path file;
    private final Path lock;
    private final String catalog;

    /** @param catalog the URL of the catalog */
    public ScriptPins(Path home, String catalog) {
        this.file = home.resolve("pins.json");
        this.lock = home.resolve("pins.lock");
        this.catalog = catalog;
    }

    /**
     * Returns the SHA-256 of the script that was installed or run last under this name, if it is another one than now.
     *
     * @param name as the user wrote it: the qualified name, or a short one that may have stood for another command
     * @throws CliException if the file is damaged
     */
    public Optional<String> changed(String name, CatalogScript command) {
        JsonObject ofCatalog = member(read(), catalog);
        JsonObject scripts = member(ofCatalog, SCRIPTS);
        String meantBefore = text(member(ofCatalog, NAMES), name).orElse(command.qualifiedName());
        return text(scripts, command.qualifiedName())
                .or(() -> text(scripts, meantBefore))
                .filter(pinned -> !pinned.equals(command.sha256()) || !meantBefore.equals(command.qualifiedName()));
    }

    /**
     * Pins scripts as they are now.
     *
     * @return false if the file cannot be written
     */
    public boolean pin(List<CatalogScript> commands) {
        return change(ofCatalog -> pin(ofCatalog, commands));
    }

    /**
     * Pins a script as it is now, and what its name stands for.
     *
     * @param name as the user wrote it
     * @return false if the file cannot be written
     */
    public boolean pin(String name, CatalogScript command) {
        return change(ofCatalog -> {
            pin(ofCatalog, List.of(command));
            if (!name.equals(command.qualifiedName())) {
                JsonObject names = member(ofCatalog, NAMES);
                names.addProperty(name, command.qualifiedName());
                ofCatalog.add(NAMES, names);
            }
        });
    }

    private void pin(JsonObject ofCatalog, List<CatalogScript> commands) {
        JsonObject scripts = member(ofCatalog, SCRIPTS);
        commands.forEach(command -> scripts.addProperty(command.qualifiedName(), command.sha256()));
        ofCatalog.add(SCRIPTS, scripts);
    }

    private boolean change(Consumer<JsonObject> change) {
        try {
            PrivateFile.whileLocked(lock, () -> {
                JsonObject all = read();
                JsonObject ofCatalog = member(all, catalog);
                change.accept(ofCatalog);
                all.add(catalog, ofCatalog);
                PrivateFile.write(file, Json.pretty(all));
            });
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a copy of an object in this one, or an empty one if there is none. */
    private JsonObject member(JsonObject object, String name) {
        JsonElement found = object.get(name);
        if (found == null) {
            return new JsonObject();
        }
        if (found instanceof JsonObject child) {
            return child.deepCopy();
        }
        throw damaged(name);
    }

    private Optional<String> text(JsonObject object, String name) {
        if (!object.has(name)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(Json.text(object, name)).orElseThrow(() -> damaged(name)));
    }

    private JsonObject read() {
        return PrivateFile.readJson(file, ADVICE);
    }

    private CliException damaged(String name) {
        return new CliException(ExitCode.FAILED, file + " is damaged at " + Printable.line(name) + ".", ADVICE);
    }

    /** Returns the file, for messages. */
    @Override
    public String toString() {
        return file.toString();
    }
}
