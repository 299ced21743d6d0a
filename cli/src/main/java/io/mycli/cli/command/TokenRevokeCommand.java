package io.mycli.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
        description = {
            "Revoke one or more tokens for good, after a confirmation.",
            "With --self, revoke the token of MY_API_TOKEN, for example after a leak; this requires no login."
        })
final class TokenRevokeCommand extends BaseCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "ID|NAME",
            description = "Tokens, for example ci-deploy ci-staging.",
            completionCandidates = TokenNames.class)
    private List<String> idsOrNames = new ArrayList<>();

    @Option(names = "--self", description = "Revoke the API token of the environment.")
    private boolean self;

    @Option(names = "--force", description = "Do not ask for a confirmation.")
    private boolean force;

    TokenRevokeCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        if (self == !idsOrNames.isEmpty()) {
            throw CliException.usage(
                    self ? "--self and ID|NAME exclude each other." : "Missing: ID|NAME.",
                    "Name tokens, or use --self: my cli token revoke NAME");
        }
        if (self) {
            revokeSelf();
        } else {
            ApiTokens tokens = context().ownTokens();
            revoke(tokens.named(idsOrNames), tokens::revoke);
        }
        return ExitCode.DONE;
    }

    private void revokeSelf() {
        if (context().exportedToken().isEmpty()) {
            throw CliException.usage(
                    "--self revokes the token of MY_API_TOKEN, which is not set.",
                    "Set it, or name a token: my cli token revoke NAME");
        }
        ApiTokens tokens =
                new ApiTokens(context().settings().issuer(), context().withAnyCredential());
        revoke(List.of(tokens.self()), token -> tokens.revokeSelf());
    }

    private void revoke(List<ApiToken> chosen, Consumer<ApiToken> revocation) {
        if (!force && !terminal().confirm(question(chosen), "--force")) {
            throw CliException.declined("Nothing was revoked.");
        }
        JsonArray revoked = new JsonArray();
        try {
            chosen.forEach(token -> {
                revocation.accept(token);
                terminal().say("Revoked token " + token.shown() + ".");
                revoked.add(revoked(token));
            });
        } finally {
            // Also if one of them fails: the others are revoked.
            if (json() && !revoked.isEmpty()) {
                print(self || idsOrNames.size() == 1 ? revoked.get(0) : revoked);
            }
        }
    }

    private static String question(List<ApiToken> chosen) {
        return chosen.size() == 1
                ? "Revoke token " + chosen.get(0).shown() + "?"
                : "Revoke " + chosen.size() + " tokens: "
                        + String.join(", ", chosen.stream().map(ApiToken::shown).toList()) + "?";
    }

    private static JsonObject revoked(ApiToken token) {
        JsonObject object = token.toJson();
        object.addProperty("revoked", true);
        return object;
    }

    @Override
    List<String> jsonMembers() {
        return Stream.concat(ApiToken.MEMBERS.stream(), Stream.of("revoked")).toList();
    }
}
