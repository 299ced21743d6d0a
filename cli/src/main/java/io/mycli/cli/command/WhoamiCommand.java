package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code my cli whoami}. */
@Command(
        name = "whoami",
        header = "Show who you are.",
        footerHeading = "Example:%n",
        footer = {"  my cli whoami", ""},
        description = "Ask the server who you are, or which API token is in use.")
final class WhoamiCommand extends BaseCommand {

    WhoamiCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ServerUrl issuer = context().settings().issuer();
        if (context().exportedToken().isPresent()) {
            describeToken(new ApiTokens(issuer, context().withAnyCredential()).self());
        } else {
            describePerson(issuer);
        }
        return ExitCode.DONE;
    }

    private void describeToken(ApiToken token) {
        context().warnOfEnd(token.expiresAt());
        if (json()) {
            JsonObject object = answer("api-token", null, null);
            object.add("apiToken", token.toJson());
            print(object);
        } else {
            terminal().print("API token " + token.shown());
        }
    }

    private void describePerson(ServerUrl issuer) {
        ServerResponse answer = context()
                .asPerson()
                .send(bearer -> Request.get(issuer.resolve("/protocol/openid-connect/userinfo"), bearer));
        JsonObject claims = answer.object();
        String subject = answer.required(claims, "sub");
        String username = Json.text(claims, "preferred_username");
        if (json()) {
            JsonObject object = answer("login", username, subject);
            object.add("apiToken", null);
            print(object);
        } else {
            terminal().print(Printable.line(username == null ? subject : username));
        }
    }

    private static JsonObject answer(String credential, String username, String subject) {
        JsonObject object = new JsonObject();
        object.addProperty("credential", credential);
        object.addProperty("username", username);
        object.addProperty("subject", subject);
        return object;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("credential", "username", "subject", "apiToken");
    }
}
