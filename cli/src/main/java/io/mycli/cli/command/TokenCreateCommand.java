package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiTokens;
import io.mycli.cli.token.TokenChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli token create}. */
@Command(
        name = "create",
        header = "Mint a token.",
        footerHeading = "Example:%n",
        footer = {"  my cli token create ci-deploy --expires-in 90d", ""},
        description = {
            "Mints an API token and prints its secret once: the server keeps a hash of it only.",
            "In a script: TOKEN=$(my cli token create ci-deploy)"
        })
final class TokenCreateCommand extends BaseCommand {

    @Parameters(paramLabel = "NAME", description = "Up to 100 characters, yours alone.")
    private String name;

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description =
                    "12h, 30d, 4w, 1y. Omit for the realm's default, which is never unless your realm says otherwise.")
    private String expiresIn;

    @Option(
            names = "--profile",
            paramLabel = "SLUG",
            description = "Scope the token to a profile: the catalog uses it whatever is asked for.")
    private String profile;

    @Option(names = "--scope", paramLabel = "SCOPES", description = "Optional client scopes, separated by spaces.")
    private String scope;

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
        add(request, "expiresIn", expiresIn);
        add(request, "profile", profile);
        add(request, "scope", scope);
        output.print(tokens.create(request), this);
        return ExitCode.DONE;
    }

    private static void add(JsonObject request, String member, String value) {
        if (value != null) {
            request.addProperty(member, value);
        }
    }
}
