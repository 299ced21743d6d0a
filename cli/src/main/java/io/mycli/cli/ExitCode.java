package io.mycli.cli;

/** Exit codes of {@code my}; scripts rely on them, {@code docs/use/cli.md} lists them. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;

    /** Wrong usage, or a confirmation without a terminal. */
    public static final int USAGE = 2;

    /** Not logged in, or the server rejected the credential. */
    public static final int NOT_LOGGED_IN = 4;

    /** An API token is in use, but the command requires a login. */
    public static final int LOGIN_REQUIRED = 5;

    private ExitCode() {}

    /** Returns the name of a failure's exit code. */
    static String name(int exitCode) {
        return switch (exitCode) {
            case USAGE -> "USAGE";
            case NOT_LOGGED_IN -> "NOT_LOGGED_IN";
            case LOGIN_REQUIRED -> "LOGIN_REQUIRED";
            default -> "FAILED";
        };
    }
}
