package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of what a server has printed, with a little of what is before it.
 *
 * @param end the position behind it
 * @param isLast whether nothing more was printed when it was read
 */
public record LogPart(String text, long end, boolean isLast) {

    /** Longer than what a secret can be found by, which must not be cut in two. Positions. */
    static final int OVERLAP = 1000;

    /**
     * Reads the part of a file after a position; one beyond its end counts as the end. Of a character that is cut in
     * two a replacement is left.
     *
     * @param position of a byte: 0, or the end of an earlier part
     * @param size bytes, of which some may be before the position
     */
    public static LogPart read(Path file, long position, int size) {
        try (InputStream bytes = Files.newInputStream(file)) {
            long start = Math.max(0, Math.min(position, Files.size(file)) - OVERLAP);
            bytes.skipNBytes(start);
            byte[] part = bytes.readNBytes(size);
            return new LogPart(new String(part, StandardCharsets.UTF_8), start + part.length, part.length < size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
