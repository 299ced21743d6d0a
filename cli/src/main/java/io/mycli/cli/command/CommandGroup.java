package io.mycli.cli.command;

import picocli.CommandLine.ParameterException;

/** A command that consists of subcommands. */
abstract class CommandGroup extends WithHelp implements Runnable {

    @Override
    public final void run() {
        throw new ParameterException(spec().commandLine(), "missing command after \"" + spec().qualifiedName() + "\"");
    }
}
