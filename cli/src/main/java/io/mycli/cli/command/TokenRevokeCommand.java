package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli token revoke}. */
@Command(
        name = "revoke",
        aliases = "rm",
        header = "Revoke a token.",
        footerHeading = "Example:%n",
        footer = {"  my cli token revoke ci-deploy", ""},
        description = "Revoke a token for good, after a confirmation.")
final class TokenRevokeCommand extends BaseCommand {

    @Parameters(
            paramLabel = "ID|NAME",
            description = "Token, for example ci-deploy.",
            completionCandidates = TokenNames.class)
    private String idOrName;

    @Option(names = "--force", description = "Do not ask for a confirmation.")
    private boolean force;

    TokenRevokeCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiTokens tokens = context().ownTokens();
        ApiToken token = tokens.named(idOrName);
        if (!force && !terminal().confirm("Revoke token " + token.shown() + "?", "--force")) {
            terminal().say("Nothing was revoked.");
            return ExitCode.FAILED;
        }
        tokens.revoke(token);
        terminal().say("Revoked token " + token.shown() + ".");
        if (json()) {
            JsonObject object = token.toJson();
            object.addProperty("revoked", true);
            print(object);
        }
        return ExitCode.DONE;
    }
}
