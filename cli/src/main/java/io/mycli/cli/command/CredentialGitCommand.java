package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.credential.AskedHost;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code my credential git}. */
@Command(
        name = "git",
        header = "Give git the API token as password.",
        footerHeading = "Example:%n",
        footer = {
            "  git config --global --add credential.https://git.example.com.helper ''",
            "  git config --global --add credential.https://git.example.com.helper"
                    + " '!my credential git --host git.example.com --username alice'",
            ""
        },
        description = {
            "Give git the API token of MY_API_TOKEN as password, for the named hosts and over HTTPS only.",
            "git adds the action and writes what it asks for to standard input."
        })
final class CredentialGitCommand extends CredentialHelper {

    CredentialGitCommand(Context context) {
        super(context);
    }

    @Override
    Optional<AskedHost> asked(String input) {
        return AskedHost.ofGit(input);
    }

    @Override
    void give(String input, String name, String secret) {
        terminal().print("username=" + name);
        terminal().print("password=" + secret);
    }

    /** git goes on to the next helper, or asks. */
    @Override
    int nothing() {
        return ExitCode.DONE;
    }
}
