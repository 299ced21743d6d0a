package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiTokens;
import io.mycli.cli.token.CreatedToken;
import io.mycli.cli.token.TokenChoice;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli token create}. */
@Command(
        name = "create",
        header = "Mint a new API token.",
        footerHeading = "Example:%n",
        footer = {
            "  my cli token create ci-deploy --expires-in 90d",
            "  my cli token create ci-deploy --role catalog-server/deployer --audience catalog-server",
            ""
        },
        description = {
            "Create an API token and print its secret once. The server stores only a hash.",
            "In a script: TOKEN=$(my cli token create ci-deploy)"
        })
final class TokenCreateCommand extends BaseCommand {

    @Parameters(paramLabel = "NAME", description = "Token name: up to 100 characters, unique among your tokens.")
    private String name;

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description = "Lifetime: 12h, 30d, 4w, 1y or never (default: that of the realm, or never).")
    private String expiresIn;

    @Option(
            names = "--profile",
            paramLabel = "SLUG",
            description = "Profile that the token is scoped to, for example team-a (default: none).")
    private String profile;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "Optional client scopes, for example \"phone deployment\" (default: none).")
    private String scope;

    @Mixin
    private AccessOptions access;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "What the token is for, in one line (default: none).")
    private String tokenDescription;

    @Mixin
    private SecretOutput output;

    TokenCreateCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiTokens tokens = context().ownTokens();
        TokenChoice.requireNoSecret(name);
        JsonObject request = new JsonObject();
        request.addProperty("name", name);
        add(request, "description", tokenDescription);
        add(request, "expiresIn", expiresIn);
        add(request, "profile", profile);
        add(request, "scope", scope);
        output.print(tokens.create(request, access.requested()), this);
        return ExitCode.DONE;
    }

    private static void add(JsonObject request, String member, String value) {
        if (value != null) {
            request.addProperty(member, value);
        }
    }

    @Override
    List<String> jsonMembers() {
        return CreatedToken.MEMBERS;
    }
}
