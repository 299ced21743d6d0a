package io.mycli.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import io.mycli.cli.Secrets;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;

/** The three streams. Data goes to standard output, messages and questions go to standard error. */
public final class Terminal {

    private static final int DEFAULT_COLUMNS = 80;
    private static final int MAX_INPUT_BYTES = 64 * 1024;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean inIsTerminal;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean colour;
    private final int columns;

    /** @param terminals which of input, output and error are a terminal, as {@code 1} or {@code 0} each */
    public Terminal(PrintStream out, PrintStream err, String terminals, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.inIsTerminal = terminals.charAt(0) == '1';
        this.outIsTerminal = terminals.charAt(1) == '1';
        this.errIsTerminal = terminals.charAt(2) == '1';
        this.colour = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        this.columns = columns(environment.getOrDefault("COLUMNS", System.getProperty("my.columns", "")));
    }

    /**
     * That of this process. Java can only tell whether all streams are terminals; the script that starts us knows of
     * each, and says so in the property {@code my.terminals}, and their width in {@code my.columns}. The one for
     * Windows cannot, and sets {@code jdk.console} to what makes Java 22 and later say it as earlier ones did.
     */
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                System.getProperty("my.terminals", System.console() == null ? "000" : "111"),
                System.getenv());
    }

    private static int columns(String number) {
        return number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : DEFAULT_COLUMNS;
    }

    /** Returns the width of the terminal, which the variable {@code COLUMNS} overrides. */
    public int columns() {
        return columns;
    }

    public boolean isOutputTerminal() {
        return outIsTerminal;
    }

    /** Prints a line of data unchanged. */
    public void print(String line) {
        out.println(line);
    }

    /** Prints a message to standard error, with control characters escaped and secrets cut to their token prefix. */
    public void say(String words) {
        err.println(Printable.lines(Secrets.shortened(words)));
    }

    /**
     * Prints the lines of a changed script to standard error, indented. Nothing in them is cut: two lines that differ in a
     * secret only would look alike, and the reader decides by them.
     */
    public void sayScript(Iterable<String> lines) {
        lines.forEach(line -> err.println("    " + Printable.lines(line)));
    }

    /** Returns whether a user can answer a question. */
    public boolean canAsk() {
        return inIsTerminal && errIsTerminal;
    }

    /**
     * Asks a question and returns whether the answer is yes.
     *
     * @param otherwise the option that confirms without a terminal
     */
    public boolean confirm(String question, String otherwise) {
        if (!canAsk()) {
            throw CliException.usage(
                    "A confirmation is required, but there is no terminal.", "Confirm with " + otherwise);
        }
        return isYes(ask(question + " [y/N]"));
    }

    /**
     * Asks a question on the terminal and returns the answer. Ctrl-C leaves the line of the question, and is no answer,
     * even if one was given at that moment.
     */
    public String ask(String question) {
        Thread lineEnd = new Thread(err::println);
        try {
            Runtime.getRuntime().addShutdownHook(lineEnd);
            err.print(Printable.line(question) + " ");
            err.flush();
            String answer = readLine();
            Runtime.getRuntime().removeShutdownHook(lineEnd);
            return answer;
        } catch (IllegalStateException e) {
            // This process is ending.
            return "";
        }
    }

    /** Returns what another program has written to standard input, up to 64 KiB of it. */
    public String readInput() {
        try {
            return new String(System.in.readNBytes(MAX_INPUT_BYTES), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns whether an answer is yes. */
    public static boolean isYes(String answer) {
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            if (line == null) {
                err.println();
                return "";
            }
            return line.strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Colours a text that needs attention, if standard output has colours. */
    String attention(String text) {
        return outIsTerminal && colour ? "\u001b[33m" + text + "\u001b[0m" : text;
    }

    /** Returns standard output, for help. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, UTF_8);
    }

    /** Returns standard error, for picocli. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, UTF_8);
    }

    /** Returns standard error, for the output of another program. */
    public OutputStream err() {
        return err;
    }
}
