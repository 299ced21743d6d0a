package io.mycli.cli.command;

import io.mycli.cli.Context;
import io.mycli.cli.Settings;
import io.mycli.cli.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the help of every command as a page that the build makes man pages of. */
final class ManPages {

    private ManPages() {}

    /** Into the folder that is the first argument; the second is the version, which is not in a JAR yet. */
    public static void main(String[] arguments) throws IOException {
        Context context = new Context(Terminal.ofProcess(), new Settings(Map.of(), Path.of("")));
        File folder = new File(arguments[0]);
        CommandSpec my = MyCommand.commandLine(context).getCommandSpec();
        version(my, arguments[1]);
        ManPageGenerator.generateManPage(folder, null, new boolean[0], true, my);
    }

    private static void version(CommandSpec command, String version) {
        command.versionProvider(null).version("my " + version);
        command.subcommands().values().forEach(subcommand -> version(subcommand.getCommandSpec(), version));
    }
}
