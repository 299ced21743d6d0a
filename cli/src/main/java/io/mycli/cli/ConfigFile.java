package io.mycli.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code config.json} of a folder, read when it is first asked for. */
final class ConfigFile {

    private final Path file;
    private JsonObject config;

    ConfigFile(Path folder) {
        this.file = folder.resolve("config.json");
    }

    /**
     * Returns the text of a member, unless it is blank.
     *
     * @throws CliException if the file is not JSON
     */
    Optional<String> member(String name) {
        return Optional.ofNullable(Json.text(config(), name)).filter(value -> !value.isBlank());
    }

    /**
     * Changes members and keeps the others; without a change, nothing is written.
     *
     * @throws CliException if the file cannot be read or written
     */
    void save(Map<String, String> members) {
        JsonObject changed = config().deepCopy();
        members.forEach(changed::addProperty);
        if (changed.equals(config())) {
            return;
        }
        try {
            PrivateFile.write(file, Json.pretty(changed));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    file + " cannot be written.",
                    "Make it writable, or set MY_HOME to another folder.",
                    e);
        }
        config = changed;
    }

    private JsonObject config() {
        if (config == null) {
            config = PrivateFile.readJson(file, "Correct it, or delete it and log in again.");
        }
        return config;
    }
}
