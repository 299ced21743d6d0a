package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Similar;
import io.mycli.cli.terminal.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant, in our words instead of the parser's. */
final class WrongUsage {

    private WrongUsage() {}

    static CliException of(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String help = "See: " + command.getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command.getCommandSpec(), unmatched.getUnmatched().get(0), help);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return CliException.usage(missing(missing.getMissing()), help);
        }
        return CliException.usage(Printable.line(e.getMessage()) + ".", help);
    }

    private static CliException unmatched(CommandSpec command, String word, String help) {
        String shown = "\"" + Printable.line(word) + "\"";
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return CliException.usage(
                    "There is no option " + Printable.line(name) + " of \"" + command.qualifiedName() + "\".",
                    meant(similarOptions(name, command), help));
        }
        if (!command.subcommands().isEmpty()) {
            return CliException.usage(
                    "There is no command " + shown + " of \"" + command.qualifiedName() + "\".",
                    meant(similarCommands(word, command), help));
        }
        return CliException.usage(
                "The argument " + shown + " is one too many.", "Put a value with spaces into quotes. " + help);
    }

    private static String meant(List<String> words, String help) {
        return words.isEmpty() ? help : "Did you mean: " + String.join(" or ", words) + "?";
    }

    private static List<String> similarOptions(String name, CommandSpec command) {
        Map<String, String> names = new LinkedHashMap<>();
        command.options().forEach(option -> names.put(withoutDashes(option.longestName()), option.longestName()));
        return Similar.to(withoutDashes(name), names.keySet()).stream()
                .map(names::get)
                .toList();
    }

    private static String withoutDashes(String name) {
        return name.replaceFirst("^-+", "");
    }

    /** Returns similar commands of a group, or else those of this name in other groups: {@code my login}. */
    private static List<String> similarCommands(String word, CommandSpec group) {
        List<String> names = visible(group).map(CommandSpec::name).distinct().toList();
        List<String> similar = Similar.to(word, names).stream()
                .map(name -> group.qualifiedName() + " " + name)
                .toList();
        return similar.isEmpty() ? elsewhere(word, group.root()).limit(1).toList() : similar;
    }

    private static Stream<String> elsewhere(String word, CommandSpec group) {
        return visible(group)
                .flatMap(command -> Stream.concat(
                        Stream.of(command).filter(found -> isNamed(found, word)).map(CommandSpec::qualifiedName),
                        elsewhere(word, command)));
    }

    private static boolean isNamed(CommandSpec command, String word) {
        return command.names().contains(word);
    }

    private static Stream<CommandSpec> visible(CommandSpec group) {
        return group.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden());
    }

    private static String missing(List<ArgSpec> arguments) {
        return "Missing: " + arguments.stream().map(WrongUsage::label).collect(Collectors.joining(", ")) + ".";
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? "the value " + option.paramLabel() + " of " + option.longestName()
                : argument.paramLabel();
    }
}
