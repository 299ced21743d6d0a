package io.mycli.cli;

import java.util.Optional;

/**
 * The end of a command that could not do its work: a sentence for the person, what to do about it, an exit code. Its
 * message never has a secret in it; {@link Secrets#shortened} sees to what came from elsewhere.
 */
public class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String hint;

    public CliException(int exitCode, String message, String hint, Throwable cause) {
        super(Secrets.shortened(message), cause);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    public CliException(int exitCode, String message, String hint) {
        this(exitCode, message, hint, null);
    }

    public CliException(String message, String hint) {
        this(ExitCode.FAILED, message, hint);
    }

    /** There is no login, or no longer: {@code message} says which. */
    public static CliException notLoggedIn(String message) {
        return new CliException(ExitCode.NOT_LOGGED_IN, message, "Log in: my cli login");
    }

    public static CliException usage(String message, String hint) {
        return new CliException(ExitCode.USAGE, message, hint);
    }

    public int exitCode() {
        return exitCode;
    }

    /** What to do about it. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
