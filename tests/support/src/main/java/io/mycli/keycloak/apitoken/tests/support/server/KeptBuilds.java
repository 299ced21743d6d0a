package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Results of {@code kc.sh build}, shared by all servers with the same inputs: a build takes half a minute of a core, and
 * each module of the tests has a server of its own. They are 4 MB each, beside the distributions; {@code mvn clean}
 * removes both.
 */
final class KeptBuilds {

    private static final Path FOLDER = Path.of(System.getProperty("kc.distributions"), "builds");

    private KeptBuilds() {}

    /**
     * Fills a folder with the build that is kept; if there is none, makes it and keeps it. Two processes that need the
     * same build make it once.
     *
     * @param settings decide, beside files, what the build is
     * @param files whose names and contents decide it
     * @param build makes it in the folder
     * @return its name
     */
    static synchronized String fill(Path folder, String settings, List<Path> files, Runnable build) throws IOException {
        String name = name(settings, files);
        Path kept = Files.createDirectories(FOLDER).resolve(name);
        try (FileChannel lock =
                FileChannel.open(FOLDER.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(kept)) {
                Installation.copy(kept, folder);
            } else {
                build.run();
                Path unfinished = Files.createTempDirectory(FOLDER, "unfinished");
                Installation.copy(folder, unfinished);
                Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return name;
    }

    private static String name(String settings, List<Path> files) throws IOException {
        StringBuilder inputs = new StringBuilder(settings);
        for (Path file : files) {
            inputs.append('\n').append(file.getFileName()).append(' ').append(sha256(Files.readAllBytes(file)));
        }
        return sha256(inputs.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
