package io.mycli.cli.command;

import io.mycli.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code my help}. */
@Command(
        name = "help",
        header = "Show the help of a command.",
        footerHeading = "Example:%n",
        footer = {"  my help cli token create", ""},
        description = "Show the help of a command. The same as --help after it.")
final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Command, for example cli token create.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (int i = 0; i < words.size(); i++) {
            CommandLine next = command.getSubcommands().get(words.get(i));
            if (next == null) {
                throw new UnmatchedArgumentException(command, words.subList(i, words.size()));
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
