package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import io.mycli.cli.token.TokenChoice;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli token edit}. */
@Command(
        name = "edit",
        header = "Rename or describe a token.",
        footerHeading = "Example:%n",
        footer = {"  my cli token edit ci-deploy --description \"Deploys the catalog to staging\"", ""},
        description = {
            "Change the name or the description of a token. Its secret stays the same.",
            "Roles, resource servers and lifetime cannot change: create another token."
        })
final class TokenEditCommand extends BaseCommand {

    @Parameters(
            paramLabel = "ID|NAME",
            description = "Token, for example ci-deploy.",
            completionCandidates = TokenNames.class)
    private String idOrName;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "New name, for example ci-staging (default: the old one).")
    private String name;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "New description; \"\" removes it (default: the old one).")
    private String tokenDescription;

    TokenEditCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiTokens tokens = context().ownTokens();
        if (name == null && tokenDescription == null) {
            throw CliException.usage("Nothing to change.", "Use --name or --description.");
        }
        if (name != null) {
            TokenChoice.requireNoSecret(name);
        }
        ApiToken token = tokens.named(idOrName);
        ApiToken edited = tokens.edit(token, name, tokenDescription);
        terminal().say("Changed token " + edited.shown() + ".");
        if (json()) {
            print(edited.toJson());
        }
        return ExitCode.DONE;
    }

    @Override
    List<String> jsonMembers() {
        return ApiToken.MEMBERS;
    }
}
