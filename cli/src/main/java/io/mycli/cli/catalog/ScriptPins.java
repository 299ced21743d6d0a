package io.mycli.cli.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import io.mycli.cli.PrivateFile;
import io.mycli.cli.terminal.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The SHA-256 of each script that was installed or run on this machine, by catalog, profile and command: a script that the
 * catalog has changed since then does not run unseen.
 */
public final class ScriptPins {

    private static final String ADVICE = "Delete it, and install your libraries again: my library install NAME";

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
     * Returns the SHA-256 of the script that was installed or run last, if it is another one than now.
     *
     * @throws CliException if the file is damaged
     */
    public Optional<String> changed(String profile, CatalogScript command) {
        JsonObject ofProfile = member(member(read(), catalog), profile);
        String name = command.qualifiedName();
        if (!ofProfile.has(name)) {
            return Optional.empty();
        }
        String sha256 = Optional.ofNullable(Json.text(ofProfile, name)).orElseThrow(() -> damaged(name));
        return Optional.of(sha256).filter(pinned -> !pinned.equals(command.sha256()));
    }

    /** Pins scripts as they are now, if the folder is writable. */
    public void pin(String profile, List<CatalogScript> commands) {
        try {
            FileChannel held = PrivateFile.lock(lock);
            try {
                PrivateFile.write(file, Json.pretty(pinned(profile, commands)));
            } finally {
                held.close();
            }
        } catch (IOException e) {
            return;
        }
    }

    private JsonObject pinned(String profile, List<CatalogScript> commands) {
        JsonObject all = read();
        JsonObject ofCatalog = member(all, catalog);
        JsonObject ofProfile = member(ofCatalog, profile);
        commands.forEach(command -> ofProfile.addProperty(command.qualifiedName(), command.sha256()));
        ofCatalog.add(profile, ofProfile);
        all.add(catalog, ofCatalog);
        return all;
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

    private JsonObject read() {
        return PrivateFile.readJson(file, ADVICE);
    }

    private CliException damaged(String name) {
        return new CliException(ExitCode.FAILED, file + " is damaged at " + Printable.line(name) + ".", ADVICE);
    }
}
