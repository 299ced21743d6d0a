package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.terminal.Terminal;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code my}, the root of all commands. */
@Command(
        name = "my",
        footerHeading = "Example:%n",
        footer = {"  my cli login --issuer https://sso.example.com/realms/demo", ""},
        description = {
            "Manage API tokens of your Keycloak realm, and run the commands of your catalog.",
            "In a CI job, set MY_API_TOKEN or MY_API_TOKEN_FILE instead of logging in."
        },
        versionProvider = Version.class,
        subcommands = {
            CliCommand.class,
            TokenCommand.class,
            CatalogCommand.class,
            LibraryCommand.class,
            CredentialCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            CompleteCommand.class
        })
public final class MyCommand extends CommandGroup {

    /** The least that picocli accepts. */
    private static final int MIN_HELP_WIDTH = 55;

    private static final int MAX_HELP_WIDTH = 80;

    /** The example comes first. The header is only in the list of commands. */
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

    /** Runs a command, prints its failure, and returns the exit code. */
    public static int run(Context context, String... arguments) {
        context.setJson(asksForJson(arguments));
        return commandLine(context).execute(arguments);
    }

    /** Returns whether the arguments ask for JSON, also if the rest of them is wrong. */
    private static boolean asksForJson(String... arguments) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .anyMatch(argument -> argument.equals("--json") || argument.startsWith("--json="));
    }

    static CommandLine commandLine(Context context) {
        Terminal terminal = context.terminal();
        CommandLine my = new CommandLine(new MyCommand(), new WithContext(context));
        my.getSubcommands().values().forEach(MyCommand::addHelp);
        return my.setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(helpWidth(terminal))
                .setUsageHelpLongOptionsMaxWidth(Math.min(40, helpWidth(terminal) - 20))
                .setHelpSectionKeys(HELP_SECTIONS)
                .setParameterExceptionHandler((e, ignored) -> FailureOutput.print(context, WrongUsage.of(e)))
                .setExecutionExceptionHandler((e, ignored, result) -> FailureOutput.print(context, e));
    }

    /** Returns a width that fits the terminal, in the bounds of picocli and of what is easy to read. */
    private static int helpWidth(Terminal terminal) {
        return Math.max(MIN_HELP_WIDTH, Math.min(MAX_HELP_WIDTH, terminal.columns()));
    }

    /** Adds {@code help} to a group and the groups in it; only that of {@code my} is in the list of commands. */
    private static void addHelp(CommandLine command) {
        command.getSubcommands().values().forEach(MyCommand::addHelp);
        if (command.getCommand() instanceof CommandGroup) {
            CommandLine help = new CommandLine(new HelpCommand());
            help.getCommandSpec().usageMessage().hidden(true);
            command.addSubcommand("help", help);
        }
    }

    /** A factory that passes the context to constructors which take one. */
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
