package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my library}. */
@Command(
        name = "library",
        header = "Manage the libraries of your profile.",
        footerHeading = "Example:%n",
        footer = {"  my library install kubernetes", ""},
        description = "Manage the libraries of your profile.",
        subcommands = {LibraryInstallCommand.class, LibraryListCommand.class})
final class LibraryCommand extends CommandGroup {}
