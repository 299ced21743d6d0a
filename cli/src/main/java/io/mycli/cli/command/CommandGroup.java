package io.mycli.cli.command;

import picocli.CommandLine.ParameterException;

/** A command that only has commands below it. */
abstract class CommandGroup extends WithHelp implements Runnable {

    @Override
    public final void run() {
        throw new ParameterException(spec().commandLine(), "which command of " + spec().qualifiedName() + "?");
    }
}
