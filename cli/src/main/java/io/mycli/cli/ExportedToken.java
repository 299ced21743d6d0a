package io.mycli.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An API token of the environment. Its text form has no secret.
 *
 * @param source the name of its variable
 */
public record ExportedToken(String source, String bearer) {

    static final String VARIABLE = "MY_API_TOKEN";
    static final String FILE_VARIABLE = "MY_API_TOKEN_FILE";

    /** Far more than a token has. */
    private static final int MAX_FILE_BYTES = 4096;

    /**
     * Returns the token of the variable, or else of the file.
     *
     * @throws CliException if it has not the form of a token
     */
    static Optional<ExportedToken> of(Settings settings) {
        return settings.rawVariable(VARIABLE)
                .map(text -> of(VARIABLE, text))
                .or(() -> settings.variable(FILE_VARIABLE).map(file -> of(FILE_VARIABLE, read(file))));
    }

    /** Line ends after the token are ignored: {@code echo} and editors write one. */
    private static ExportedToken of(String source, String text) {
        return new ExportedToken(source, TokenForm.require(source, text.replaceFirst("[\\r\\n]+\\z", "")));
    }

    private static String read(String file) {
        try (InputStream content = Files.newInputStream(Path.of(file))) {
            byte[] bytes = content.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw CliException.usage(
                        "The file of " + FILE_VARIABLE + " is too large for a token: " + file + ".",
                        "Write only the token into it.");
            }
            return new String(bytes, UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "The file of " + FILE_VARIABLE + " cannot be read: " + file + ".",
                    "Check its path and permissions.",
                    e);
        }
    }

    public String prefix() {
        return Secrets.prefixOf(bearer);
    }

    @Override
    public String toString() {
        return source;
    }
}
