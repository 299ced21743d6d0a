package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between a server and its database. It can be cut, as by a network that fails, or slowed down. */
public final class DatabaseProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private volatile Duration delay = Duration.ZERO;

    /** @param target port of the database on the loopback address */
    DatabaseProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections, and accepts none. */
    public void cut() {
        isCut = true;
        sockets.forEach(DatabaseProxy::close);
    }

    /** Lets each message to the database wait so long. */
    public void slowDown(Duration newDelay) {
        delay = newDelay;
    }

    /** Lets everything through, at once. */
    public void mend() {
        isCut = false;
        delay = Duration.ZERO;
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket server = listener.accept();
                if (isCut) {
                    close(server);
                } else {
                    connect(server);
                }
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void connect(Socket server) throws IOException {
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(server);
        sockets.add(database);
        start("to database", () -> copy(server, database, true));
        start("from database", () -> copy(database, server, false));
    }

    private void copy(Socket from, Socket to, boolean isDelayed) {
        byte[] buffer = new byte[65536];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (isDelayed && !delay.isZero()) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            close(to);
        } finally {
            sockets.remove(from);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "database proxy, " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
