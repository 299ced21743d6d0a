package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.terminal.Terminal;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import io.mycli.cli.token.CreatedToken;
import java.util.List;
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
        description = {
            "Give a token a new secret and print it once. Name and id stay the same.",
            "On a terminal, the command asks first, and offers an overlap in which the old secret stays valid."
        })
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

    @Option(names = "--force", description = "Do not ask for a confirmation.")
    private boolean force;

    @Mixin
    private SecretOutput output;

    TokenRotateCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiTokens tokens = context().ownTokens();
        ApiToken token = tokens.named(idOrName);
        CreatedToken issued = tokens.rotate(token, force ? overlap : agreedOverlap(token));
        output.print(issued, this);
        terminal()
                .say("Rotated token " + token.shown() + ". New token prefix: "
                        + issued.token().shownPrefix());
        return ExitCode.DONE;
    }

    /** Asks on a terminal. Without one, a rotation needs no confirmation: it is what CI jobs do on a schedule. */
    private String agreedOverlap(ApiToken token) {
        Terminal terminal = terminal();
        if (!terminal.canAsk()) {
            return overlap;
        }
        String question = "Rotate token " + token.shown() + "? The old secret expires ";
        String answer = overlap == null
                ? terminal.ask(question + "now, or after an overlap that you type, such as 24h. [y/N/24h]")
                : terminal.ask(question + (overlap.equals("0") ? "now" : "after " + overlap) + ". [y/N]");
        if (overlap == null && answer.matches("\\d{1,9}[hdw]")) {
            return answer;
        }
        if (!Terminal.isYes(answer)) {
            throw CliException.declined("Nothing was rotated.");
        }
        return overlap;
    }

    @Override
    List<String> jsonMembers() {
        return CreatedToken.MEMBERS;
    }
}
