package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.NamedContexts;
import io.mycli.cli.Settings;
import io.mycli.cli.http.ServerUrl;
import io.mycli.cli.login.LoginSessions;
import io.mycli.cli.terminal.Printable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code my cli login}. */
@Command(
        name = "login",
        header = "Log in to a realm.",
        footerHeading = "Example:%n",
        footer = {"  my cli login --issuer https://sso.example.com/realms/demo", ""},
        description = {
            "Log in with a code that you confirm in a browser on any machine.",
            "With --context NAME, the login is beside others; the first one creates the context."
        })
final class LoginCommand extends BaseCommand {

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "Realm, for example https://sso.example.com/realms/demo (default: the last one).")
    private String issuer;

    @Option(
            names = "--catalog",
            paramLabel = "URL",
            description = "Catalog, for example https://catalog.example.com (default: the last one).")
    private String catalog;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "Client of the realm, for example acme-cli (default: the last one, or my-cli).")
    private String clientId;

    @Option(names = "--web", description = "Log in with the browser of this machine, without a code.")
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
        String name = settings.context();
        terminal()
                .say("Logged in to " + realm + " as " + Printable.line(username)
                        + (name.equals(NamedContexts.DEFAULT) ? "." : ", in the context \"" + name + "\"."));
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("issuer", realm.toString());
            object.addProperty("clientId", client);
            object.addProperty("username", username);
            object.addProperty("context", name);
            print(object);
        }
        return ExitCode.DONE;
    }

    @Override
    boolean requiresContext() {
        return false;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("issuer", "clientId", "username", "context");
    }
}
