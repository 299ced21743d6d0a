package io.mycli.cli.catalog;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import io.mycli.cli.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The SHA-256 of each script that was installed or run on this machine, by catalog, profile and command: a script that the
 * catalog has changed since then does not run unseen.
 */
public final class ScriptPins {

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
        return Optional.ofNullable(Json.text(ofProfile, command.qualifiedName()))
                .filter(sha256 -> !sha256.equals(command.sha256()));
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

    /** Returns a copy of an object in this one, or an empty one. */
    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject found ? found.deepCopy() : new JsonObject();
    }

    private JsonObject read() {
        try {
            return Json.object(Files.readString(file));
        } catch (NoSuchFileException e) {
            return new JsonObject();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    file + " cannot be read as JSON.",
                    "Delete it, and install your libraries again: my library install NAME",
                    e);
        }
    }
}
