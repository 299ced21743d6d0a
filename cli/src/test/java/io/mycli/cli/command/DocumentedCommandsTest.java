package io.mycli.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.cli.Context;
import io.mycli.cli.Settings;
import io.mycli.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Every command and option has its place in {@code docs/use/cli.md}, and no other has. */
final class DocumentedCommandsTest {

    private static final Path PAGE = Path.of("../docs/use/cli.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(my[^`]*)`");

    /** Of each command, or explained once for all of them. */
    private static final Set<String> COMMON = Set.of("--help", "--json", "--verbose", "--version");

    private final List<CommandSpec> commands = leaves(
                    MyCommand.commandLine(new Context(Terminal.ofProcess(), new Settings(Map.of(), Path.of(""))))
                            .getCommandSpec())
            .toList();

    @Test
    void eachCommandHasItsRow() throws IOException {
        Set<String> names = commands.stream()
                .map(CommandSpec::qualifiedName)
                .map(name -> name.startsWith("my token") ? name.replaceFirst("my", "my cli") : name)
                .filter(name -> !name.endsWith(" version") && !name.endsWith(" help"))
                .collect(Collectors.toSet());
        List<String> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(names).hasSizeGreaterThan(12);
        assertThat(rows).allMatch(row -> names.contains(commandOf(row, names)));
        assertThat(names)
                .allMatch(name ->
                        rows.stream().anyMatch(row -> commandOf(row, names).equals(name)));
    }

    @Test
    void eachOptionIsExplained() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(commands.stream()
                        .flatMap(command -> command.options().stream())
                        .filter(option -> !option.hidden())
                        .map(option -> option.longestName())
                        .filter(name -> !COMMON.contains(name)))
                .allSatisfy(name -> assertThat(page).containsPattern(name + "\\b"));
    }

    @Test
    void noOptionIsInvented() throws IOException {
        Set<String> names = commands.stream()
                .flatMap(command -> command.options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
        // Code that begins with my, and names its options.
        Stream<String> mentioned = Pattern.compile("`my [^`]*`")
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .flatMap(code -> Pattern.compile("--[a-z-]+").matcher(code).results())
                .map(MatchResult::group);

        assertThat(mentioned).isNotEmpty().isSubsetOf(names);
    }

    /** Returns the longest name that the row begins with; empty if there is none. */
    private static String commandOf(String row, Set<String> names) {
        return names.stream()
                .filter(name -> (row + " ").startsWith(name + " "))
                .max(Comparator.comparing(String::length))
                .orElse("");
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        if (command.usageMessage().hidden()) {
            return Stream.empty();
        }
        return command.subcommands().isEmpty()
                ? Stream.of(command)
                : command.subcommands().values().stream()
                        .distinct()
                        .flatMap(subcommand -> leaves(subcommand.getCommandSpec()));
    }
}
