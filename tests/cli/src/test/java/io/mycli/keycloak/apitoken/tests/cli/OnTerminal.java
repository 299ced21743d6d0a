package io.mycli.keycloak.apitoken.tests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command on a pseudo-terminal of 120 columns, and somebody who reads and types. */
final class OnTerminal implements RunningCommand {

    private static final byte CTRL_C = 3;

    private final PtyProcess process;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Thread reader;
    private int read;

    private OnTerminal(PtyProcess process) {
        this.process = process;
        this.reader = new Thread(this::readAll, "screen");
        reader.start();
    }

    /** The command itself sets the size: pty4j would do so while it runs, after a size that the command sets. */
    static OnTerminal start(String command, Shell shell) {
        try {
            return new OnTerminal(new PtyProcessBuilder(new String[] {"sh", "-c", "stty rows 40 cols 120; " + command})
                    .setEnvironment(Map.copyOf(shell.variables()))
                    .setDirectory(shell.home().toString())
                    .setRedirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the text is on the screen, below what was waited for before; not for what has ended. */
    void await(String text) {
        Await.until("the screen shows " + text, () -> output().indexOf(text, read) >= 0 || !reader.isAlive());
        int found = output().indexOf(text, read);
        assertThat(found).as("the screen shows " + text).isNotNegative();
        read = found + text.length();
    }

    void type(String line) {
        write((line + "\r").getBytes(UTF_8));
    }

    void interrupt() {
        write(new byte[] {CTRL_C});
    }

    private void write(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it came, with whatever steers the terminal. */
    String raw() {
        return screen.toString(UTF_8);
    }

    @Override
    public String output() {
        return raw().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replace("\r\n", "\n");
    }

    @Override
    public String errors() {
        return "";
    }

    @Override
    public int exitCode() {
        Await.until("the command has ended", () -> !process.isAlive());
        try {
            reader.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    private void readAll() {
        byte[] buffer = new byte[4096];
        try (InputStream input = process.getInputStream()) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                screen.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // On Linux that is how the end of a pseudo-terminal reads.
            return;
        }
    }
}
