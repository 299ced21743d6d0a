package io.mycli.cli.command;

/** A command that consists of subcommands. Alone, it shows its help. */
abstract class CommandGroup extends WithHelp implements Runnable {

    @Override
    public final void run() {
        spec().commandLine().usage(spec().commandLine().getOut());
    }
}
