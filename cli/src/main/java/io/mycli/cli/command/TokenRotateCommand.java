package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import io.mycli.cli.token.CreatedToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli token rotate}. */
@Command(
        name = "rotate",
        header = "Give a token a new secret.",
        footerHeading = "Example:%n",
        footer = {"  my cli token rotate ci-deploy --overlap 24h", ""},
        description = "Gives a token a new secret and prints that once; name and id stay.")
final class TokenRotateCommand extends BaseCommand {

    @Parameters(paramLabel = "ID|NAME", description = "Which one.", completionCandidates = TokenNames.class)
    private String idOrName;

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "How long the old secret stays good: 1h to 7d. Without it, it ends now.")
    private String overlap;

    @Mixin
    private SecretOutput output;

    TokenRotateCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiTokens tokens = context().ownTokens();
        ApiToken token = tokens.named(idOrName);
        CreatedToken issued = tokens.rotate(token, overlap);
        output.print(issued, this);
        terminal()
                .say("Rotated token " + token.shown() + "; it is "
                        + issued.token().shownPrefix() + " now.");
        return ExitCode.DONE;
    }
}
