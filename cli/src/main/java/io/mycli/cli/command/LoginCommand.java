package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Settings;
import io.mycli.cli.http.ServerUrl;
import io.mycli.cli.login.LoginSessions;
import io.mycli.cli.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code my cli login}. */
@Command(
        name = "login",
        header = "Log in.",
        footerHeading = "Example:%n",
        footer = {"  my cli login --issuer https://sso.example.com/realms/demo", ""},
        description = "Logs you in: shows a code that you confirm in a browser, on this or any other machine.")
final class LoginCommand extends BaseCommand {

    @Option(names = "--issuer", paramLabel = "URL", description = "The realm, once: it is remembered.")
    private String issuer;

    @Option(names = "--catalog", paramLabel = "URL", description = "The catalog server, once: it is remembered.")
    private String catalog;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "The realm's client for this program, if not my-cli.")
    private String clientId;

    @Option(names = "--web", description = "Log in in the browser of this machine, without a code.")
    private boolean web;

    LoginCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        LoginSessions logins = context().logins();
        Settings settings = context().settings();
        ServerUrl realm = issuer == null ? settings.issuer() : ServerUrl.ofIssuer(issuer);
        String client = clientId == null ? settings.clientId() : clientId;
        String server =
                catalog == null ? null : ServerUrl.of(catalog, "catalog").toString();
        String username = logins.logIn(realm, client, web);
        settings.save(realm.toString(), clientId, server);
        terminal().say("Logged in to " + realm + " as " + Printable.line(username) + ".");
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("issuer", realm.toString());
            object.addProperty("clientId", client);
            object.addProperty("username", username);
            print(object);
        }
        return ExitCode.DONE;
    }
}
