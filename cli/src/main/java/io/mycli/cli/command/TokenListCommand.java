package io.mycli.cli.command;

import com.google.gson.JsonArray;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.terminal.Cell;
import io.mycli.cli.terminal.Column;
import io.mycli.cli.terminal.Table;
import io.mycli.cli.token.ApiToken;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code my cli token list}. */
@Command(
        name = "list",
        aliases = "ls",
        header = "List your tokens.",
        footerHeading = "Example:%n",
        footer = {"  my cli token list", ""},
        description = {
            "List your API tokens, newest first, without their secrets.",
            "A narrow terminal shows shortened names and fewer columns; \"show\" and --json show all.",
            "Without a terminal, lines are separated by tabs: name, prefix, profile, last use, expiry, id."
        })
final class TokenListCommand extends BaseCommand {

    TokenListCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        List<ApiToken> tokens = context().ownTokens().list();
        if (json()) {
            JsonArray array = new JsonArray();
            tokens.forEach(token -> array.add(token.toJson()));
            print(array);
        } else {
            table(tokens).print();
        }
        if (tokens.isEmpty() && terminal().isOutputTerminal()) {
            terminal().say("You have no API tokens. Create one: my cli token create NAME");
        }
        return ExitCode.DONE;
    }

    private Table table(List<ApiToken> tokens) {
        Instant now = Instant.now();
        Table table = new Table(
                terminal(),
                Column.cut("NAME", 12),
                Column.whole("PREFIX"),
                Column.cut("PROFILE", 8).droppedAs(2),
                Column.whole("LAST USED").droppedAs(1),
                Column.whole("EXPIRES"),
                Column.dataOnly("ID"));
        tokens.forEach(token -> table.row(
                Cell.of(token.name()),
                new Cell(token.shownPrefix(), token.shownPrefix(), false),
                Cell.of(token.profile(), "-"),
                Cell.of(token.lastUsedAt(), now, "never", false),
                Cell.of(token.expiresAt(), now, "never", token.expiresSoon(now)),
                Cell.of(token.id())));
        return table;
    }

    @Override
    List<String> jsonMembers() {
        return ApiToken.MEMBERS;
    }
}
