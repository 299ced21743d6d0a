package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.token.RequestedAccess;
import java.util.List;
import picocli.CommandLine.Option;

/** The options for what a new token may do, and where. */
final class AccessOptions {

    @Option(
            names = "--role",
            paramLabel = "[CLIENT/]NAME",
            description = {
                "Role that the token has, for example catalog-server/deployer; repeat it for more (default: all yours).",
                "The text before a slash is a client if the policy offers its roles. Otherwise all of it is a realm role."
            },
            completionCandidates = RoleNames.class)
    private List<String> roles;

    @Option(names = "--no-roles", description = "The token has no role (default: all yours).")
    private boolean noRoles;

    @Option(
            names = "--audience",
            paramLabel = "CLIENT",
            description =
                    "Resource server that may accept the token, for example catalog-server; repeat it for more (default: all).",
            completionCandidates = ResourceServerNames.class)
    private List<String> audience;

    RequestedAccess requested() {
        if (noRoles && roles != null) {
            throw CliException.usage("--role and --no-roles exclude each other.", "Use one of them.");
        }
        return new RequestedAccess(noRoles ? List.of() : roles, audience);
    }
}
