package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.ExportedToken;
import io.mycli.cli.login.LoginStatus;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.terminal.RelativeTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code my cli status}. */
@Command(
        name = "status",
        header = "Show the credential in use.",
        footerHeading = "Example:%n",
        footer = {"  my cli status", ""},
        description =
                "Show the credential in use without a request. The exit code is 4 if there is none, or the login has expired.")
final class StatusCommand extends BaseCommand {

    StatusCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        Optional<ExportedToken> token = context().exportedToken();
        Optional<LoginStatus> login =
                token.isPresent() ? Optional.empty() : context().logins().status();
        if (json()) {
            print(describe(token, login));
        } else {
            terminal().print(context().settings().inContext(sentence(token, login)));
            if (context().settings().contexts().names().size() > 1) {
                sentence("The context is ", context().settings().context());
            }
            context().settings().configuredIssuer().ifPresent(url -> sentence("The issuer is ", url));
            context().settings().configuredCatalog().ifPresent(url -> sentence("The catalog is ", url));
        }
        boolean usable =
                token.isPresent() || login.filter(found -> !isOver(found)).isPresent();
        return usable ? ExitCode.DONE : ExitCode.NOT_LOGGED_IN;
    }

    private static boolean isOver(LoginStatus login) {
        return login.expiresAt() != null && !Instant.now().isBefore(login.expiresAt());
    }

    private void sentence(String start, String url) {
        terminal().print(start + Printable.line(url) + ".");
    }

    private static String sentence(Optional<ExportedToken> token, Optional<LoginStatus> login) {
        if (token.isPresent()) {
            return "The API token " + token.get().prefix() + "... of "
                    + token.get().source() + " is in use. Check that it is valid: my cli whoami";
        }
        return login.map(StatusCommand::sentence).orElse("Not logged in. Log in: my cli login");
    }

    private static String sentence(LoginStatus login) {
        Instant now = Instant.now();
        Instant end = login.expiresAt();
        String expiry = end == null
                ? "never expires"
                : now.isBefore(end)
                        ? "expires " + RelativeTime.of(end, now) + " if it is not used"
                        : "expired " + RelativeTime.of(end, now);
        return "Logged in to " + Printable.line(login.issuer()) + " as " + Printable.line(login.username())
                + ". The login " + expiry + "." + (isOver(login) ? " Log in again: my cli login" : "");
    }

    private JsonObject describe(Optional<ExportedToken> token, Optional<LoginStatus> login) {
        JsonObject object = new JsonObject();
        object.addProperty(
                "credential",
                token.isPresent() ? "api-token" : login.map(found -> "login").orElse(null));
        object.addProperty("source", token.map(ExportedToken::source).orElse(null));
        object.addProperty("prefix", token.map(ExportedToken::prefix).orElse(null));
        object.addProperty("username", login.map(LoginStatus::username).orElse(null));
        object.addProperty(
                "expiresAt",
                login.map(LoginStatus::expiresAt).map(Instant::toString).orElse(null));
        object.addProperty(
                "issuer",
                login.map(LoginStatus::issuer)
                        .or(() -> context().settings().configuredIssuer())
                        .orElse(null));
        object.addProperty("catalog", context().settings().configuredCatalog().orElse(null));
        object.addProperty("context", context().settings().context());
        return object;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("credential", "source", "prefix", "username", "expiresAt", "issuer", "catalog", "context");
    }
}
