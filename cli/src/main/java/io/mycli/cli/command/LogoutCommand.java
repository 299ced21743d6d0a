package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code my cli logout}. */
@Command(
        name = "logout",
        header = "Log out.",
        footerHeading = "Example:%n",
        footer = {"  my cli logout", ""},
        description = "Log out here and at Keycloak. Your API tokens stay valid.")
final class LogoutCommand extends BaseCommand {

    LogoutCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        boolean ended = context().logins().logOut();
        terminal().say(ended ? "Logged out." : "Not logged in.");
        if (json()) {
            JsonObject object = new JsonObject();
            object.addProperty("loggedOut", ended);
            print(object);
        }
        return ExitCode.DONE;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("loggedOut");
    }
}
