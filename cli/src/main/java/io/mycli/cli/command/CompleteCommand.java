package io.mycli.cli.command;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import io.mycli.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code my __complete}, which the completion scripts call. The arguments are the words after {@code my} up to the cursor,
 * the last one unfinished; the output is one whole word per line.
 */
@Command(name = "__complete", hidden = true)
final class CompleteCommand implements Callable<Integer> {

    private static final String CONTEXT = "--context";

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*")
    private List<String> words = new ArrayList<>();

    CompleteCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> typed = words.isEmpty() ? List.of("") : words;
        String unfinished = typed.get(typed.size() - 1);
        try {
            contextOf(typed).ifPresent(context.settings()::choose);
        } catch (CliException e) {
            return ExitCode.DONE;
        }
        List<CharSequence> endings = new ArrayList<>();
        AutoComplete.complete(
                spec.root(),
                typed.toArray(String[]::new),
                typed.size() - 1,
                unfinished.length(),
                String.join(" ", typed).length(),
                endings);
        endings.stream()
                .map(ending -> unfinished + ending)
                .filter(word -> word.equals(Printable.line(word)) && !word.startsWith("__"))
                .filter(word -> !word.startsWith("-") || unfinished.startsWith("-"))
                .distinct()
                .sorted()
                .forEach(context.terminal()::print);
        return ExitCode.DONE;
    }

    /** The context that the words before the cursor name: whose tokens are offered. */
    private static Optional<String> contextOf(List<String> typed) {
        for (int i = 0; i < typed.size() - 1; i++) {
            if (typed.get(i).startsWith(CONTEXT + "=")) {
                return Optional.of(typed.get(i).substring(CONTEXT.length() + 1));
            }
            if (typed.get(i).equals(CONTEXT) && i + 1 < typed.size() - 1) {
                return Optional.of(typed.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
