package io.mycli.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import io.mycli.cli.Context;
import io.mycli.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code my completion}. */
@Command(
        name = "completion",
        header = "Print a completion script for your shell.",
        footerHeading = "Example:%n",
        footer = {"  my completion bash > /etc/bash_completion.d/my", ""},
        description = {
            "Print a script that completes commands, options and the names of your tokens.",
            "zsh: my completion zsh > \"$${fpath[1]}/_my\"    fish: my completion fish > ~/.config/fish/completions/my.fish"
        })
final class CompletionCommand extends WithHelp implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Context context;

    @Parameters(
            paramLabel = "bash|zsh|fish",
            description = "Shell, for example bash.",
            completionCandidates = Shells.class)
    private String shell;

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw CliException.usage("The shell \"" + shell + "\" is not supported.", "Choose one of: bash, zsh, fish");
        }
        try (InputStream script = CompletionCommand.class.getResourceAsStream("/completion/my." + shell)) {
            context.terminal().print(new String(script.readAllBytes(), UTF_8).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitCode.DONE;
    }

    /** The shells, to complete. */
    static final class Shells implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }
}
