package io.mycli.cli;

/** Exit codes of {@code my}; scripts rely on them, {@code docs/cli.md} lists them. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;

    /** Wrong usage, or something has to be confirmed and nobody is there to ask. */
    public static final int USAGE = 2;

    /** Not logged in, or what we sent was not accepted as a login any more. */
    public static final int NOT_LOGGED_IN = 4;

    /** An API token is in use, and this needs a person's login. */
    public static final int LOGIN_REQUIRED = 5;

    private ExitCode() {}
}
