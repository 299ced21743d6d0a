package io.mycli.keycloak.apitoken.tests.cli;

/** A command that a script has started, and what it has said so far. */
interface RunningCommand extends AutoCloseable {

    /** Standard output; on a terminal, where both are one, the screen. */
    String output();

    /** Standard error; nothing on a terminal. */
    String errors();

    /** Waits for its end. */
    int exitCode();

    /** Everything it has said. */
    default String everything() {
        return output() + errors();
    }

    @Override
    void close();
}
