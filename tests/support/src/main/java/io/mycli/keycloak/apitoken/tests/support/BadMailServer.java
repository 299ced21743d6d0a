package io.mycli.keycloak.apitoken.tests.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server that says nothing, refuses everybody, rejects one recipient, or is slow. */
public final class BadMailServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> rejected = new CopyOnWriteArrayList<>();
    private final CountDownLatch hurry = new CountDownLatch(1);

    private enum Behaviour {
        SILENT,
        REFUSING,
        REJECTING_ALICE,
        SLOW
    }

    private BadMailServer(TestRealm realm, Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::listen);
        Mailbox.use(realm, listener.getLocalPort());
    }

    /** Accepts connections, and says nothing. */
    public static BadMailServer silent(TestRealm realm) {
        return new BadMailServer(realm, Behaviour.SILENT);
    }

    /** Says that it takes no mail. */
    public static BadMailServer rejecting(TestRealm realm) {
        return new BadMailServer(realm, Behaviour.REFUSING);
    }

    /** Takes mail for everybody but alice. */
    public static BadMailServer rejectingAlice(TestRealm realm) {
        return new BadMailServer(realm, Behaviour.REJECTING_ALICE);
    }

    /** Takes mail for everybody, but until {@link #hurry} only asks for patience. */
    public static BadMailServer slow(TestRealm realm) {
        return new BadMailServer(realm, Behaviour.SLOW);
    }

    /** Lets it take the mails for which it asked for patience. */
    public void hurry() {
        hurry.countDown();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "bad-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                if (behaviour != Behaviour.SILENT) {
                    start(() -> serve(connection));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            if (behaviour == Behaviour.REFUSING) {
                say(connection, "554 No mail today");
                return;
            }
            while (behaviour == Behaviour.SLOW && !hurry.await(200, TimeUnit.MILLISECONDS)) {
                say(connection, "220-Please wait");
            }
            say(connection, "220 Ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(connection, answer(line, in));
            }
        } catch (IOException e) {
            // The server under test has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(String line, BufferedReader in) throws IOException {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT")) {
            boolean isRejected = behaviour == Behaviour.REJECTING_ALICE && line.contains("alice");
            (isRejected ? rejected : accepted).add(line);
            return isRejected ? "550 No such user" : "250 OK";
        }
        if (command.startsWith("DATA")) {
            return "354 Go on";
        }
        if (command.startsWith("EHLO") || command.startsWith("MAIL") || command.startsWith("RSET")) {
            return "250 OK";
        }
        if (command.startsWith("QUIT")) {
            return "221 Bye";
        }
        String text = line;
        while (text != null && !text.equals(".")) {
            text = in.readLine();
        }
        return "250 Taken";
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns how many connections it has taken. */
    public int connections() {
        return connections.size();
    }

    /** How many recipients it has accepted. */
    public int accepted() {
        return accepted.size();
    }

    /** Returns how many recipients it has rejected. */
    public int rejected() {
        return rejected.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
