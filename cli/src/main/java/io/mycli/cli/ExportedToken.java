package io.mycli.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An API token of the environment. Its text form has no secret.
 *
 * @param source the name of its variable
 */
public record ExportedToken(String source, String bearer) {

    private static final String VARIABLE = "MY_API_TOKEN";
    private static final String FILE_VARIABLE = "MY_API_TOKEN_FILE";

    static Optional<ExportedToken> of(Settings settings) {
        return settings.variable(VARIABLE)
                .map(bearer -> new ExportedToken(VARIABLE, bearer))
                .or(() -> settings.variable(FILE_VARIABLE).map(file -> new ExportedToken(FILE_VARIABLE, read(file))))
                .map(ExportedToken::requireFitForHeader);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "The file of " + FILE_VARIABLE + " cannot be read: " + file + ".",
                    "Check its path and permissions.",
                    e);
        }
    }

    /** Rejects what no header can carry; the HTTP library would repeat it in its exception. */
    private ExportedToken requireFitForHeader() {
        if (bearer.isEmpty() || !bearer.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CliException.usage(
                    source + " is no API token: it is empty, or has spaces, line ends or non-ASCII characters.",
                    "Set only the token: export MY_API_TOKEN=myc_...");
        }
        return this;
    }

    public String prefix() {
        return Secrets.prefixOf(bearer);
    }

    @Override
    public String toString() {
        return source;
    }
}
