package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.catalog.Catalog;
import picocli.CommandLine.Option;

/** Which profile of the catalog is meant. */
final class ProfileOption {

    @Option(
            names = "--profile",
            paramLabel = "SLUG",
            description = "The profile, if not \"default\". A token that is scoped to one always has that one.")
    private String name;

    /** The profile, or null to leave it to the catalog. */
    String name() {
        return name;
    }

    /** The catalog, asked with whatever credential is in use. */
    Catalog catalog(Context context) {
        return new Catalog(context.settings().catalog(), context.withAnyCredential());
    }
}
