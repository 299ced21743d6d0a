package io.mycli.cli.command;

import io.mycli.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code my version}. */
@Command(
        name = "version",
        header = "Show the version.",
        footerHeading = "Example:%n",
        footer = {"  my version", ""},
        description = "Show the version of my. The same as --version.")
final class VersionCommand extends WithHelp implements Callable<Integer> {

    @Override
    public Integer call() {
        spec().parent().commandLine().printVersionHelp(spec().commandLine().getOut());
        return ExitCode.DONE;
    }
}
