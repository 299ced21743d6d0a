package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.catalog.Catalog;
import io.mycli.cli.catalog.CatalogScript;
import io.mycli.cli.catalog.ProfileContent;
import io.mycli.cli.catalog.ScriptStore;
import io.mycli.cli.terminal.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code my cli run}. */
@Command(
        name = "run",
        header = "Run a command of your catalog.",
        footerHeading = "Example:%n",
        footer = {"  my cli run deploy --env staging", ""},
        description = {
            "Show the script of a command, ask for a confirmation, and run the script with sh.",
            "The script gets MY_ENV and MY_PROFILE, but neither MY_API_TOKEN nor MY_API_TOKEN_FILE.",
            "It runs with your rights and can read your files, your login and your token. Run only scripts that you trust."
        })
final class RunCommand extends BaseCommand {

    /** The longest argument of Linux; the shell gets the script as one argument. */
    private static final int MAX_SCRIPT_BYTES = 128 * 1024 - 1;

    @Parameters(paramLabel = "COMMAND", description = "Command, for example deploy or kubernetes/deploy.")
    private String name;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "Environment for the script (MY_ENV), for example staging.")
    private String environment;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for a confirmation.")
    private boolean yes;

    @Mixin
    private ProfileOption profile;

    RunCommand(Context context) {
        super(context);
    }

    @Override
    int run() {
        Catalog catalog = profile.catalog(context());
        ProfileContent content = catalog.content(profile.name());
        CatalogScript command = content.command(name);
        String script = new ScriptStore(context().settings().home()).script(command, catalog::script);
        show(content, command, script);
        if (!yes
                && !terminal()
                        .confirm(
                                "Run it" + (environment == null ? "" : " for " + Printable.line(environment)) + "?",
                                "--yes")) {
            throw CliException.declined("Nothing was run.");
        }
        int exitCode = execute(content, command, script);
        if (json()) {
            print(describe(content, command, exitCode));
        }
        return exitCode;
    }

    private void show(ProfileContent content, CatalogScript command, String script) {
        terminal()
                .say(Printable.line(command.qualifiedName() + " " + command.version()) + ", profile \""
                        + Printable.line(content.profile()) + "\":");
        terminal().say("");
        Printable.lines(script).lines().map(line -> "    " + line).forEach(terminal()::say);
        terminal().say("");
    }

    /** Runs exactly the script that was shown, without a file in between. */
    private int execute(ProfileContent content, CatalogScript command, String script) {
        if (script.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_SCRIPT_BYTES) {
            throw new CliException(
                    "The script of " + command.qualifiedName() + " is longer than 128 KiB.",
                    "Tell the operator of the catalog.");
        }
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script, command.name()).inheritIO();
        if (json()) {
            shell.redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
        prepare(shell.environment(), content.profile());
        try {
            Process process = shell.start();
            if (json()) {
                process.getInputStream().transferTo(terminal().err());
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "This machine has no sh.", "Install a POSIX shell.", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepare(Map<String, String> variables, String profileName) {
        variables.remove("MY_API_TOKEN");
        variables.remove("MY_API_TOKEN_FILE");
        variables.remove("MY_ENV");
        variables.put("MY_PROFILE", profileName);
        if (environment != null) {
            variables.put("MY_ENV", environment);
        }
    }

    private JsonObject describe(ProfileContent content, CatalogScript command, int exitCode) {
        JsonObject object = new JsonObject();
        object.addProperty("profile", content.profile());
        object.addProperty("library", command.library());
        object.addProperty("version", command.version());
        object.addProperty("command", command.name());
        object.addProperty("sha256", command.sha256());
        object.addProperty("env", environment);
        object.addProperty("exitCode", exitCode);
        return object;
    }

    @Override
    List<String> jsonMembers() {
        return List.of("profile", "library", "version", "command", "sha256", "env", "exitCode");
    }
}
