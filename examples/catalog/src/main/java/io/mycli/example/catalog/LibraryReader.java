package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A reader of folders with a {@code library.json} and a script for each of its commands. */
final class LibraryReader {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LibraryReader() {}

    /**
     * Reads a library.
     *
     * @param file the {@code library.json}
     * @throws IllegalStateException if a member or a script is missing; the message names it and the file
     */
    static Library read(Resource file) {
        try {
            Definition library = STRICT.readValue(file.getContentAsByteArray(), Definition.class);
            List<Command> commands = new ArrayList<>();
            for (CommandDefinition command : library.commands()) {
                String script = file.createRelative(command.name() + ".sh").getContentAsString(UTF_8);
                commands.add(new Command(command.name(), command.description(), sha256(script), script));
            }
            return new Library(library.name(), library.version(), library.description(), List.copyOf(commands));
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException(file.getDescription() + " is invalid: " + e.getMessage(), e);
        }
    }

    private static String sha256(String script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Definition(String name, String version, String description, List<CommandDefinition> commands) {}

    private record CommandDefinition(String name, String description) {}
}
