package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/** A folder with a {@code library.json} and a script for each of its commands. Whatever is wrong in it is refused. */
final class LibraryFolder {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final JsonMapper STRICT = new JsonMapper();

    private final Resource file;

    /** @param file the {@code library.json} */
    LibraryFolder(Resource file) {
        this.file = file;
    }

    Library read() {
        Definition definition = definition();
        require(isSlug(definition.name()), "needs a \"name\" of lower-case letters, digits and single hyphens");
        require(isText(definition.version()), "needs a \"version\"");
        require(isText(definition.description()), "needs a \"description\"");
        require(definition.commands() != null && !definition.commands().isEmpty(), "needs \"commands\"");
        Set<String> names = new HashSet<>();
        List<Command> commands = definition.commands().stream()
                .map(command -> command(command, names))
                .toList();
        return new Library(definition.name(), definition.version(), definition.description(), commands);
    }

    private Definition definition() {
        try {
            return STRICT.readValue(bytes(file), Definition.class);
        } catch (JsonProcessingException e) {
            throw new InvalidLibraryException(file, "cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Command command(CommandDefinition definition, Set<String> names) {
        require(definition != null && isSlug(definition.name()), "has a command without a proper \"name\"");
        require(names.add(definition.name()), "has two commands \"" + definition.name() + "\"");
        require(isText(definition.description()), "has a command \"" + definition.name() + "\" without a description");
        byte[] script = script(definition.name());
        String text = new String(script, UTF_8);
        // It is sent as text, and must have the same hash there.
        require(Arrays.equals(script, text.getBytes(UTF_8)), "has a script \"" + definition.name() + "\" not in UTF-8");
        return new Command(definition.name(), definition.description(), sha256(script), text);
    }

    private byte[] script(String command) {
        String name = command + ".sh";
        try {
            return bytes(file.createRelative(name));
        } catch (IOException e) {
            throw new InvalidLibraryException(file, "needs a script " + name + " beside it", e);
        }
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new InvalidLibraryException(file, problem, null);
        }
    }

    private static boolean isSlug(String text) {
        return text != null && SLUG.matcher(text).matches();
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }

    private static byte[] bytes(Resource resource) throws IOException {
        return resource.getContentAsByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Definition(String name, String version, String description, List<CommandDefinition> commands) {}

    private record CommandDefinition(String name, String description) {}
}
