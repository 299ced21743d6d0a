package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.terminal.RelativeTime;
import io.mycli.cli.token.ApiToken;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code my cli token show}. */
@Command(
        name = "show",
        header = "Show a token.",
        footerHeading = "Example:%n",
        footer = {"  my cli token show ci-deploy", ""},
        description = "Show what a token may do, where, how long it lives and when it was used, without its secret.")
final class TokenShowCommand extends BaseCommand {

    @Parameters(
            paramLabel = "ID|NAME",
            description = "Token, for example ci-deploy.",
            completionCandidates = TokenNames.class)
    private String idOrName;

    TokenShowCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        ApiToken token = context().ownTokens().named(idOrName);
        if (json()) {
            print(token.toJson());
        } else {
            describe(token);
        }
        return ExitCode.DONE;
    }

    private void describe(ApiToken token) {
        line("Name", token.name());
        line("Description", text(token.text("description"), "none"));
        line("ID", token.id());
        line("Prefix", token.shownPrefix());
        line("May", token.roles().map(TokenShowCommand::roles).orElse("everything you may do"));
        line("Accepted by", token.audience().map(TokenShowCommand::joined).orElse("any resource server"));
        line("Profile", text(token.profile(), "none"));
        line("Scope", text(token.text("scope"), "none"));
        line("Created", time(token.time("createdAt"), "unknown"));
        line("Rotated", time(token.time("rotatedAt"), "never"));
        line("Old secret valid until", time(token.time("previousValidUntil"), "-"));
        line("Expires", time(token.expiresAt(), "never"));
        line("Last used", time(token.lastUsedAt(), "never"));
        line("Last used by", text(token.text("lastUsedBy"), "-"));
    }

    private static String roles(List<String> roles) {
        return roles.isEmpty() ? "nothing (no roles)" : joined(roles);
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }

    private static String text(String text, String missing) {
        return text == null ? missing : text;
    }

    private static String time(Instant time, String missing) {
        return time == null ? missing : time + " (" + RelativeTime.of(time, Instant.now()) + ")";
    }

    private void line(String label, String value) {
        terminal().print(label + ": " + Printable.line(value));
    }

    @Override
    List<String> jsonMembers() {
        return ApiToken.MEMBERS;
    }
}
