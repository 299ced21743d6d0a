package io.mycli.keycloak.apitoken.tests.cli;

import io.mycli.keycloak.apitoken.tests.support.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An archive of the classes of {@code my}, which are loaded and verified once for all of its runs. Without it they take
 * almost half of the time of a short command, and the tests run four hundred commands.
 */
final class ClassArchive {

    /** The option of Java that uses it; empty if Java cannot make one. It is for {@code my} alone. */
    static final String OPTION = option();

    private ClassArchive() {}

    /** Makes an archive of the classes of a command that asks a server, and returns the option. */
    private static String option() {
        try {
            Path folder = Program.folder("class-archive");
            Path classes = folder.resolve("my.classes");
            Path archive = folder.resolve("my.jsa");
            Shell shell = Shell.withoutArchive();
            shell.logIn("http://127.0.0.1:9/realms/none", Duration.ofMinutes(5));
            shell.set("MY_JAVA_OPTS", "-XX:DumpLoadedClassList=" + classes);
            shell.run("my cli token list");
            shell.set(
                    "MY_JAVA_OPTS",
                    "-Xshare:dump -XX:SharedClassListFile=" + classes + " -XX:SharedArchiveFile=" + archive);
            boolean isMade = shell.run("my").exitCode() == 0 && Files.exists(archive);
            return isMade ? "-XX:SharedArchiveFile=" + archive : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
