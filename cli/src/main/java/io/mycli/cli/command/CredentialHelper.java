package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.ExportedToken;
import io.mycli.cli.credential.AskedHost;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A helper that another program starts to get a password: the API token of the environment, for the named hosts only. */
abstract class CredentialHelper extends WithHelp implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            required = true,
            description = "Host that may get the token, for example git.example.com or localhost:5000; repeatable.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--username",
            paramLabel = "NAME",
            required = true,
            description = "User whose token it is, for example alice.")
    private String username;

    @Parameters(paramLabel = "ACTION", description = "What the other program adds: get, or something that is ignored.")
    private String action;

    CredentialHelper(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() {
        if (!username.equals(Printable.line(username)) || username.isBlank()) {
            throw CliException.usage("The username cannot be used.", "Name one line: --username alice");
        }
        String input = context.terminal().readInput();
        if (!action.equals("get")) {
            return ignore(action);
        }
        boolean allowed = asked(input)
                .filter(host -> host.isFor(username) && host.isOneOf(hosts))
                .isPresent();
        if (!allowed) {
            return nothing();
        }
        ExportedToken token = context.exportedToken()
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_LOGGED_IN,
                        "MY_API_TOKEN is not set.",
                        "Create a token, and export it: my cli token create NAME"));
        give(input, username, token.bearer());
        return ExitCode.DONE;
    }

    /** Returns the host that the other program names. */
    abstract Optional<AskedHost> asked(String input);

    /** Prints the password. */
    abstract void give(String input, String name, String secret);

    /** Says that there is no password for this host; returns the exit code. */
    abstract int nothing();

    /** Answers an action that would store or delete a password; returns the exit code. */
    int ignore(String other) {
        return ExitCode.DONE;
    }

    final Terminal terminal() {
        return context.terminal();
    }
}
