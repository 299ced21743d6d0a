package io.mycli.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code config.json} of a folder, read when it is first asked for. */
final class ConfigFile {

    /** The file that a process holds while it changes {@code config.json}. */
    static final String LOCK = "config.lock";

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
     * Changes members and keeps the others, also those that another process has changed since the file was read; without
     * a change, nothing is written.
     *
     * @throws CliException if the file cannot be read or written
     */
    void save(Map<String, String> members) {
        if (with(members, read()).equals(read())) {
            config = null;
            return;
        }
        try {
            PrivateFile.whileLocked(file.resolveSibling(LOCK), () -> {
                config = with(members, read());
                PrivateFile.write(file, Json.pretty(config));
            });
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    file + " cannot be written.",
                    "Make it writable, or set MY_HOME to another folder.",
                    e);
        }
    }

    private static JsonObject with(Map<String, String> members, JsonObject object) {
        members.forEach(object::addProperty);
        return object;
    }

    private JsonObject config() {
        if (config == null) {
            config = read();
        }
        return config;
    }

    private JsonObject read() {
        return PrivateFile.readJson(file, "Correct it, or delete it and log in again.");
    }
}
