package io.mycli.cli;

import io.mycli.cli.terminal.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contexts of this machine: a realm, a catalog and a login under a name. Each has a folder; that of {@link #DEFAULT} is
 * {@code ~/.my} itself, the others are in {@code ~/.my/contexts}.
 */
public final class NamedContexts {

    /** The context without a name, which always exists. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Path home;
    private final Path folders;
    private final ConfigFile config;

    NamedContexts(Path home) {
        this.home = home;
        this.folders = home.resolve("contexts");
        this.config = new ConfigFile(home);
    }

    /** Returns the name of the context that {@link #use} chose last. */
    public String current() {
        return config.member("context").orElse(DEFAULT);
    }

    /**
     * Returns the folder of a context, which may not exist.
     *
     * @throws CliException if this cannot be a name
     */
    public Path folder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw CliException.usage(
                    "A context cannot have the name \"" + Printable.line(name) + "\".",
                    "Use up to 63 lower-case letters, digits, dots, hyphens and underscores, for example staging.");
        }
        return name.equals(DEFAULT) ? home : folders.resolve(name);
    }

    /** Returns the names of all contexts, {@link #DEFAULT} first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(DEFAULT));
        try (Stream<Path> found = Files.list(folders)) {
            found.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .forEach(names::add);
        } catch (NoSuchFileException e) {
            return names;
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED, folders + " cannot be read.", "Check its owner and permissions.", e);
        }
        return names;
    }

    /**
     * Requires that a context exists.
     *
     * @throws CliException if there is none of this name
     */
    public void require(String name) {
        if (!Files.isDirectory(folder(name)) && !name.equals(DEFAULT)) {
            throw CliException.usage(
                    "There is no context \"" + name + "\".",
                    "Choose one of: " + String.join(", ", names()) + ". Create it: my cli login --context " + name
                            + " --issuer URL");
        }
    }

    /** Returns the issuer of a context, if it has one. */
    public Optional<String> issuer(String name) {
        return new ConfigFile(folder(name)).member("issuer");
    }

    /** Returns the catalog of a context, if it has one. */
    public Optional<String> catalog(String name) {
        return new ConfigFile(folder(name)).member("catalog");
    }

    /** Makes a context the one that commands use. */
    public void use(String name) {
        require(name);
        config.save(Map.of("context", name));
    }

    /** Deletes the settings of a context, whose login has ended. */
    public void delete(String name) {
        Path folder = folder(name);
        try {
            for (String file : List.of("config.json", ConfigFile.LOCK, "credentials.json", "credentials.lock")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, folder + " cannot be deleted.", "Delete it yourself.", e);
        }
    }
}
