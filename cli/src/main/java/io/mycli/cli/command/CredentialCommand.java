package io.mycli.cli.command;

import picocli.CommandLine.Command;

/** {@code my credential}. */
@Command(
        name = "credential",
        header = "Give git or Docker the API token as password.",
        footerHeading = "Example:%n",
        footer = {"  my credential git --help", ""},
        description = {
            "Credential helpers: other programs start them to get a password, and send the API token of MY_API_TOKEN.",
            "The other server must check passwords with Keycloak's step \"API token\"."
        },
        subcommands = {CredentialGitCommand.class, CredentialDockerCommand.class})
final class CredentialCommand extends CommandGroup {}
