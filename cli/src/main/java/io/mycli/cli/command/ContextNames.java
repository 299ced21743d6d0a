package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import java.util.Iterator;
import java.util.List;

/** The names of the contexts, for completion; none if they cannot be listed. */
final class ContextNames implements Iterable<String> {

    private final Context context;

    ContextNames(Context context) {
        this.context = context;
    }

    @Override
    public Iterator<String> iterator() {
        try {
            return context.settings().contexts().names().iterator();
        } catch (CliException e) {
            return List.<String>of().iterator();
        }
    }
}
