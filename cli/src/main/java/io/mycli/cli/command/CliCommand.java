package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my cli}. */
@Command(
        name = "cli",
        header = "Log in, manage your API tokens, and run commands.",
        footerHeading = "Example:%n",
        footer = {"  my cli login", ""},
        description = "Log in, manage your API tokens, and run commands of your catalog.",
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            StatusCommand.class,
            ContextCommand.class,
            TokenCommand.class,
            RunCommand.class
        })
final class CliCommand extends CommandGroup {}
