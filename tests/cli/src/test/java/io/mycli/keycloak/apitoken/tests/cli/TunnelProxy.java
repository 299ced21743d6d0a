package io.mycli.keycloak.apitoken.tests.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that tunnels to one server, whichever host it is asked for (RFC 9110 section 9.3.6), and remembers what it was
 * asked.
 */
final class TunnelProxy implements AutoCloseable {

    private static final String REJECTION = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"",
            "Content-Length: 0",
            "",
            "");

    private final ServerSocket socket;
    private final int target;
    private final String credentials;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /**
     * @param target the port of the server on this machine
     * @param credentials the value of {@code Proxy-Authorization} that it requires
     */
    TunnelProxy(int target, String credentials) throws IOException {
        this.target = target;
        this.credentials = credentials;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the first lines of all requests, without the contents of the tunnels. */
    List<String> seen() {
        return seen;
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                start(() -> answer(client));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Several requests can come on a connection before one of them is let through. */
    private void answer(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            while (!head.isEmpty()) {
                seen.add(head.get(0));
                if (head.stream().anyMatch(("Proxy-Authorization: " + credentials)::equalsIgnoreCase)) {
                    tunnel(client);
                    return;
                }
                say(client, REJECTION);
                head = head(client.getInputStream());
            }
        } catch (IOException e) {
            // The client or the server has ended the connection.
        }
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            Thread upwards = start(() -> copy(client, server));
            copy(server, client);
            upwards.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // The other side is closed.
        }
    }

    private static void say(Socket client, String text) throws IOException {
        OutputStream output = client.getOutputStream();
        output.write(text.getBytes(ISO_8859_1));
        output.flush();
    }

    /** Returns the lines before the first empty one, and reads nothing of what follows. */
    private static List<String> head(InputStream input) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                return List.of();
            }
            text.append((char) next);
        }
        return text.toString().strip().lines().toList();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
