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

/** Where the login is kept: {@code credentials.json}, for its owner's eyes only. */
final class CredentialsFile {

    private final Path file;
    private final Path lock;

    CredentialsFile(Path home) {
        this.file = home.resolve("credentials.json");
        this.lock = home.resolve("credentials.lock");
    }

    /** The login, if there is one; a file that others can read is refused, for they may have read it. */
    Optional<Login> read() {
        if (isOpenToOthers()) {
            throw new CliException(
                    file + " can be read by others, so what is in it is not used.",
                    "End that login and begin another: my cli logout; my cli login");
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

    /** The login, even if the file is no longer private: to end it. */
    Optional<Login> readUnchecked() {
        try {
            return Optional.of(Login.fromJson(Json.object(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw notReadable(e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CliException(
                    ExitCode.FAILED, file + " is damaged.", "Log in again, which writes it anew: my cli login", e);
        }
    }

    private CliException notReadable(IOException cause) {
        return new CliException(
                ExitCode.FAILED, file + " cannot be read.", "Check whose it is, and its folder's.", cause);
    }

    void write(Login login) throws IOException {
        PrivateFile.write(file, login.toJson().toString() + "\n");
    }

    /** Whether there was something to delete. */
    boolean delete() throws IOException {
        return Files.deleteIfExists(file);
    }

    /** Fails at once where a login could not be kept, rather than after the person has confirmed it. */
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

    /** Does it while no other {@code my} of this person does. Where nothing can be written, nothing can be locked. */
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
