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
        description = "Give a token a new secret and print it once. Name and id stay the same.")
final class TokenRotateCommand extends BaseCommand {

    @Parameters(
            paramLabel = "ID|NAME",
            description = "Token, for example ci-deploy.",
            completionCandidates = TokenNames.class)
    private String idOrName;

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "Time that the old secret stays valid: 1h to 7d, for example 24h (default: 0).")
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
                .say("Rotated token " + token.shown() + ". New token prefix: "
                        + issued.token().shownPrefix());
        return ExitCode.DONE;
    }
}
