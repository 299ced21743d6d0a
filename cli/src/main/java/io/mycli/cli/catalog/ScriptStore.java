package io.mycli.cli.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import io.mycli.cli.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The scripts of installed libraries, by their SHA-256. A script that does not match the checksum of the catalog is neither
 * stored nor run.
 */
public final class ScriptStore {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public ScriptStore(Path home) {
        this.folder = home.resolve("libraries");
    }

    /** Stores a script, if the folder is writable; otherwise each run fetches it. */
    public void keep(CatalogScript command) {
        keep(command, command.script());
    }

    /** Stores the script of a command that came without it. */
    public void keep(CatalogScript command, String script) {
        requireHash(command, script);
        try {
            PrivateFile.write(file(command), script);
        } catch (IOException e) {
            return;
        }
    }

    /** Returns the stored script of a command, or else the one that {@code fetch} returns for its hash. */
    public String script(CatalogScript command, UnaryOperator<String> fetch) {
        Optional<String> kept = kept(command);
        if (kept.isPresent()) {
            return kept.get();
        }
        String fetched = fetch.apply(command.sha256());
        requireHash(command, fetched);
        return fetched;
    }

    private Optional<String> kept(CatalogScript command) {
        return kept(file(command), command.sha256());
    }

    /** Returns the script with a hash, if it is stored. */
    public Optional<String> kept(String sha256) {
        return SHA_256.matcher(sha256).matches() ? kept(folder.resolve(sha256), sha256) : Optional.empty();
    }

    private static Optional<String> kept(Path file, String sha256) {
        try {
            return Optional.of(Files.readString(file))
                    .filter(script -> sha256(script).equals(sha256));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(CatalogScript command) {
        if (!SHA_256.matcher(command.sha256()).matches()) {
            throw changed(command);
        }
        return folder.resolve(command.sha256());
    }

    private static void requireHash(CatalogScript command, String script) {
        if (script == null || !sha256(script).equals(command.sha256())) {
            throw changed(command);
        }
    }

    private static CliException changed(CatalogScript command) {
        return new CliException(
                "The script of " + command.qualifiedName()
                        + " does not match the checksum of the catalog. It was not run.",
                "Tell the operator of the catalog.");
    }

    private static String sha256(String script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
