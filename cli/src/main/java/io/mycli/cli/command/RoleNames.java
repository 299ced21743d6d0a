package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import java.util.Collections;
import java.util.Iterator;

/** The roles to choose from, for completion; none if the policy cannot be read. */
final class RoleNames implements Iterable<String> {

    private final Context context;

    RoleNames(Context context) {
        this.context = context;
    }

    @Override
    public Iterator<String> iterator() {
        try {
            return context.ownTokens().choices().roles().iterator();
        } catch (CliException e) {
            return Collections.emptyIterator();
        }
    }
}
