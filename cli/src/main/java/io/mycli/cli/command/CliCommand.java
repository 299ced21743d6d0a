package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my cli}. */
@Command(
        name = "cli",
        header = "Your login, your API tokens, and running commands.",
        footerHeading = "Example:%n",
        footer = {"  my cli login", ""},
        description = "Your login, your API tokens, and running commands of your catalog.",
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            RunCommand.class
        })
final class CliCommand extends CommandGroup {}
