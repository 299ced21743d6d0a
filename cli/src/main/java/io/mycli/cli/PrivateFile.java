package io.mycli.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner can read, and that are old or new but never half written. */
public final class PrivateFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /** Replaces the file as a whole; makes its folder if need be. */
    public static void write(Path file, String content) throws IOException {
        makeFolder(file.getParent());
        Path written = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", mode("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Returns the JSON object that a file is; an empty one if there is no such file.
     *
     * @param advice what to do with a damaged file
     * @throws CliException if the file cannot be read, or is anything else
     */
    public static JsonObject readJson(Path file, String advice) {
        try {
            return Json.object(Files.readString(file));
        } catch (NoSuchFileException e) {
            return new JsonObject();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(ExitCode.FAILED, file + " cannot be read as JSON.", advice, e);
        }
    }

    /** A change of a file. */
    public interface Change {
        void run() throws IOException;
    }

    /** Makes a change while no other process makes one under the same lock. */
    public static void whileLocked(Path lock, Change change) throws IOException {
        FileChannel held = lock(lock);
        try {
            change.run();
        } finally {
            held.close();
        }
    }

    /** Waits until nobody else has the file locked; closing what it returns lets the next one in. */
    public static FileChannel lock(Path file) throws IOException {
        makeFolder(file.getParent());
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether group or others may do anything with it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX && !OWNERS.containsAll(Files.getPosixFilePermissions(file));
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode("rwx------"));
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
