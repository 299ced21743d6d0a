package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my cli context}. */
@Command(
        name = "context",
        header = "Manage logins to several realms.",
        footerHeading = "Example:%n",
        footer = {"  my cli context use staging", ""},
        description = {
            "A context is a realm, a catalog and a login under a name. Create one: my cli login --context NAME --issuer URL",
            "Each command takes --context NAME; \"use\" makes one the context of all commands."
        },
        subcommands = {ContextListCommand.class, ContextUseCommand.class, ContextDeleteCommand.class})
final class ContextCommand extends CommandGroup {}
