package io.mycli.cli;

import java.util.Optional;

/**
 * A failed command: what is wrong, what to do, and the exit code. The message never contains a secret, because
 * {@link Secrets#shortened} cuts secrets in it.
 */
public class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String hint;
    private String code;

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

    /** Returns a failure for a missing or expired login. */
    public static CliException notLoggedIn(String message) {
        return new CliException(ExitCode.NOT_LOGGED_IN, message, "Log in: my cli login");
    }

    public static CliException usage(String message, String hint) {
        return new CliException(ExitCode.USAGE, message, hint);
    }

    /** Returns a failure after an answer that is not yes. */
    public static CliException declined(String message) {
        return new CliException(message, null).withCode("DECLINED");
    }

    /** Sets the code of the server's rejection, and returns this failure. */
    public CliException withCode(String newCode) {
        code = newCode;
        return this;
    }

    /** Returns the code of the server's rejection, or else the name of the exit code. */
    public String code() {
        return code == null ? ExitCode.name(exitCode) : code;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Returns what to do, if anything is known. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
