package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Ports of the loopback address for servers that must be told theirs and listen only later. Nobody takes a port in
 * between: systems give those of this range to no connection and to no listener that asks for any, and each test run on
 * this machine locks its own until it ends.
 */
public final class Ports {

    private static final int FIRST = 10_000;

    /** Linux gives out the ports from here on, other systems higher ones. */
    private static final int END = 32_768;

    private static final int MAX_TRIES = 1_000;

    private static final Ports ofThisRun = new Ports(
            Path.of(System.getProperty("java.io.tmpdir"), "api-tokens-ports-of-" + System.getProperty("user.name")),
            FIRST,
            END);

    private final FileChannel taken;
    private final int first;
    private final int end;
    private final Random random = new Random();

    /**
     * Gives out ports from the first until before the end.
     *
     * @param taken a file of which a byte is locked for each port that is given out
     */
    Ports(Path taken, int first, int end) {
        try {
            this.taken = FileChannel.open(taken, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.first = first;
        this.end = end;
    }

    /** Returns a port on which nobody listens, and which no other test run gets while this one lasts. */
    public static int free() {
        return ofThisRun.next();
    }

    int next() {
        for (int i = 0; i < MAX_TRIES; i++) {
            int port = first + random.nextInt(end - first);
            if (lock(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from " + first + " to " + (end - 1) + " is free");
    }

    private boolean lock(int port) {
        try {
            return taken.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
