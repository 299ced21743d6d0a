package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.token.ApiToken;
import java.util.Iterator;
import java.util.List;

/** The names of the user's tokens, for completion; none if the list fails. */
final class TokenNames implements Iterable<String> {

    private final Context context;

    TokenNames(Context context) {
        this.context = context;
    }

    @Override
    public Iterator<String> iterator() {
        try {
            return context.ownTokens().list().stream()
                    .map(ApiToken::name)
                    .distinct()
                    .iterator();
        } catch (CliException e) {
            return List.<String>of().iterator();
        }
    }
}
