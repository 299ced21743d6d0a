package io.mycli.cli.login;

import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import io.mycli.cli.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Supplier;

/** The file of the login, {@code credentials.json}, which only its owner may read. */
final class CredentialsFile {

    private final Path file;
    private final Path lock;

    CredentialsFile(Path home) {
        this.file = home.resolve("credentials.json");
        this.lock = home.resolve("credentials.lock");
    }

    /**
     * Reads the login; empty if there is none.
     *
     * @throws CliException if other users can read the file, because they may have copied the login
     */
    Optional<Login> read() {
        if (isOpenToOthers()) {
            throw new CliException(
                    file + " can be read by other users, so it is not used.",
                    "Log out, and log in again: my cli logout; my cli login");
        }
        return readUnchecked();
    }

    private boolean isOpenToOthers() {
        try {
            return PrivateFile.isOpenToOthers(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw notReadable(e);
        }
    }

    /** Reads the login even if the file is not private, to log out. */
    Optional<Login> readUnchecked() {
        try {
            return Optional.of(Login.fromJson(Json.object(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw notReadable(e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CliException(
                    ExitCode.FAILED, file + " is damaged.", "Log in again to replace it: my cli login", e);
        }
    }

    private CliException notReadable(IOException cause) {
        return new CliException(
                ExitCode.FAILED,
                file + " cannot be read.",
                "Check its owner and permissions, and those of its folder.",
                cause);
    }

    void write(Login login) throws IOException {
        PrivateFile.write(file, login.toJson().toString() + "\n");
    }

    /** Deletes the file; returns whether it existed. */
    boolean delete() throws IOException {
        return Files.deleteIfExists(file);
    }

    /** Fails if the login could not be saved, before the user confirms it. */
    void requireWritable() {
        try {
            PrivateFile.lock(lock).close();
            Path folder = file.getParent();
            Files.delete(Files.createTempFile(folder, "credentials", ".new"));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    CliException notWritable(IOException cause) {
        return new CliException(
                ExitCode.FAILED,
                file + " cannot be written.",
                "Make its folder writable, or set MY_HOME to one that is.",
                cause);
    }

    /** Runs the work under a lock of all processes; without a lock if the folder is not writable. */
    <T> T locked(Supplier<T> work) {
        Optional<FileChannel> held = lock();
        try {
            return work.get();
        } finally {
            held.ifPresent(CredentialsFile::close);
        }
    }

    private Optional<FileChannel> lock() {
        try {
            return Optional.of(PrivateFile.lock(lock));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void close(FileChannel held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
