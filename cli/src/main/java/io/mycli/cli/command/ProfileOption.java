package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.catalog.Catalog;
import io.mycli.cli.catalog.ScriptPins;
import picocli.CommandLine.Option;

/** The option for the profile of the catalog. */
final class ProfileOption {

    @Option(
            names = "--profile",
            paramLabel = "SLUG",
            description = "Profile, for example team-a (default: that of the API token, or \"default\").")
    private String name;

    /** Returns the profile; null for the default of the catalog. */
    String name() {
        return name;
    }

    /** Returns the scripts of the catalog that are known here. */
    ScriptPins pins(Context context) {
        return new ScriptPins(
                context.settings().home(), context.settings().catalog().toString());
    }

    /** Returns the catalog, with the credential in use. */
    Catalog catalog(Context context) {
        return new Catalog(context.settings().catalog(), context.withAnyCredential());
    }
}
