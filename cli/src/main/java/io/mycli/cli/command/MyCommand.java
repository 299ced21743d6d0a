package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code my}: the root of all commands, and how they are run. */
@Command(
        name = "my",
        footerHeading = "Example:%n",
        footer = {"  my cli login --issuer https://sso.example.com/realms/demo", ""},
        description = {
            "Long-lived API tokens of your Keycloak realm, and the commands of your catalog.",
            "A CI job needs no login: it has MY_API_TOKEN, or MY_API_TOKEN_FILE."
        },
        versionProvider = Version.class,
        subcommands = {
            CliCommand.class,
            CatalogCommand.class,
            LibraryCommand.class,
            CompletionCommand.class,
            CompleteCommand.class
        })
public final class MyCommand extends CommandGroup {

    /** The example comes first: for many that is all they need. The header is what the list of commands has. */
    private static final List<String> HELP_SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean version;

    /** Runs what the arguments say and returns the exit code; every failure has been told by then. */
    public static int run(Context context, String... arguments) {
        return commandLine(context).execute(arguments);
    }

    static CommandLine commandLine(Context context) {
        Terminal terminal = context.terminal();
        return new CommandLine(new MyCommand(), new WithContext(context))
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpLongOptionsMaxWidth(40)
                .setHelpSectionKeys(HELP_SECTIONS)
                .setParameterExceptionHandler((e, ignored) -> wrongUsage(terminal, e))
                .setExecutionExceptionHandler((e, ignored, result) -> failed(context, e));
    }

    private static int wrongUsage(Terminal terminal, ParameterException e) {
        terminal.say("my: " + e.getMessage());
        terminal.say("See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failed(Context context, Exception e) {
        Terminal terminal = context.terminal();
        if (e instanceof CliException failure) {
            terminal.say("my: " + failure.getMessage());
            failure.hint().ifPresent(terminal::say);
        } else {
            terminal.say(
                    "my: something went wrong that should not: " + e.getClass().getSimpleName() + ".");
            terminal.say("Please report what --verbose says of it.");
        }
        if (context.isVerbose()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            trace.toString().lines().forEach(terminal::say);
        }
        return e instanceof CliException failure ? failure.exitCode() : ExitCode.FAILED;
    }

    /** Commands are made with the context, if they want one. */
    private record WithContext(Context context) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
