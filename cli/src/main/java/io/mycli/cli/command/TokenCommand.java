package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my cli token}. */
@Command(
        name = "token",
        header = "Manage your API tokens.",
        footerHeading = "Example:%n",
        footer = {"  my cli token create ci-deploy --expires-in 90d", ""},
        description = {
            "API tokens (myc_...) are long-lived bearer credentials for non-interactive use. Export one as MY_API_TOKEN.",
            "These commands require a login: an API token cannot manage tokens.",
            "\"my token\" is a short form of \"my cli token\"."
        },
        subcommands = {
            TokenCreateCommand.class,
            TokenListCommand.class,
            TokenShowCommand.class,
            TokenEditCommand.class,
            TokenRevokeCommand.class,
            TokenRotateCommand.class
        })
final class TokenCommand extends CommandGroup {}
