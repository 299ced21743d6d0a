package io.mycli.cli.command;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.catalog.Catalog;
import io.mycli.cli.catalog.CatalogScript;
import io.mycli.cli.catalog.ProfileContent;
import io.mycli.cli.catalog.ScriptChange;
import io.mycli.cli.catalog.ScriptPins;
import io.mycli.cli.catalog.ScriptStore;
import io.mycli.cli.terminal.Printable;
import io.mycli.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "It runs with your rights and can read your files, your login and your token. Run only scripts that you trust.",
            "A script that has changed since it was installed or run here is shown as a difference, and asked about."
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
            description = "Do not ask for a confirmation, unless the script has changed.")
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
        ScriptStore store = new ScriptStore(context().settings().home());
        ScriptPins pins = profile.pins(context());
        String script = store.script(command, catalog::script);
        Optional<ScriptChange> change =
                pins.changed(name, command).map(sha256 -> new ScriptChange(store.kept(sha256), script));
        sayHeading(content, command);
        change.ifPresentOrElse(
                changed -> terminal().sayScript(changed.lines()),
                () -> lines(script).forEach(line -> terminal().say("    " + line)));
        terminal().say("");
        if (!(change.isPresent() ? confirmChange(command) : yes || confirm())) {
            throw CliException.declined("Nothing was run.");
        }
        if (!pins.pin(name, command)) {
            terminal()
                    .say("Warning: " + pins + " cannot be written. A later change of this script will not be noticed.");
        }
        store.keep(command, script);
        int exitCode = execute(content, command, script);
        if (json()) {
            print(describe(content, command, exitCode));
        }
        return exitCode;
    }

    private boolean confirm() {
        return terminal()
                .confirm("Run it" + (environment == null ? "" : " for " + Printable.line(environment)) + "?", "--yes");
    }

    /** Asks about a script that is another one than before; {@code --yes} is no answer to that. */
    private boolean confirmChange(CatalogScript command) {
        terminal().say("The catalog has changed this script since it was installed or run here.");
        if (!terminal().canAsk()) {
            throw CliException.usage(
                    "The script of " + Printable.line(command.qualifiedName())
                            + " has changed, which --yes does not cover.",
                    "Accept the change: " + installation(command));
        }
        return Terminal.isYes(terminal().ask("Run the changed script? [y/N]"));
    }

    /** The command that accepts the scripts of a library, where this one was looked for. */
    private String installation(CatalogScript command) {
        String ofProfile = profile.name() == null ? "" : " --profile " + Printable.line(profile.name());
        String inContext = context()
                .settings()
                .chosenContext()
                .map(chosen -> " --context " + chosen)
                .orElse("");
        return "my library install " + Printable.line(command.library()) + ofProfile + inContext;
    }

    private void sayHeading(ProfileContent content, CatalogScript command) {
        terminal()
                .say(Printable.line(command.qualifiedName() + " " + command.version()) + ", profile \""
                        + Printable.line(content.profile()) + "\":");
        terminal().say("");
    }

    private static List<String> lines(String script) {
        return Printable.lines(script).lines().toList();
    }

    /** Runs exactly the script that was shown, without a file in between. */
    private int execute(ProfileContent content, CatalogScript command, String script) {
        if (script.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_SCRIPT_BYTES) {
            throw new CliException(
                    "The script of " + command.qualifiedName() + " is longer than 128 KiB.",
                    "Tell the operator of the catalog.");
        }
        requireCharacters(command, script);
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

    /**
     * Requires that the shell gets the script as it was shown. Java passes arguments on in the locale's encoding, and has
     * another character where that has none.
     */
    private static void requireCharacters(CatalogScript command, String script) {
        Charset locale = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (script.indexOf('\0') >= 0) {
            throw new CliException(
                    "The script of " + Printable.line(command.qualifiedName())
                            + " has a character that no shell can read.",
                    "Tell the operator of the catalog.");
        }
        if (!locale.newEncoder().canEncode(script)) {
            throw new CliException(
                    "The script of " + Printable.line(command.qualifiedName())
                            + " has characters that this machine's locale lacks.",
                    "Set another one: export LC_ALL=C.UTF-8");
        }
    }

    private void prepare(Map<String, String> variables, String profileName) {
        // What runs in the script means the same context.
        context().settings().chosenContext().ifPresent(chosen -> {
            variables.remove("MY_ISSUER");
            variables.remove("MY_CATALOG");
            variables.put("MY_CONTEXT", chosen);
        });
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
