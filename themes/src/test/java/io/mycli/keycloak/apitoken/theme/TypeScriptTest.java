package io.mycli.keycloak.apitoken.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types and the unit tests of the pages, where Node.js and what {@code npm ci} installs are there. */
class TypeScriptTest {

    @Test
    void typesAndTestsHold() throws IOException, InterruptedException {
        Optional<Path> npm = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "npm"))
                .filter(Files::isExecutable)
                .findFirst();
        require(npm.isPresent(), "No npm here; Debian has it in the package npm");
        require(Files.isDirectory(Path.of("node_modules")), "Run npm ci in themes/ first");

        Process test = new ProcessBuilder(npm.orElseThrow().toString(), "test")
                .redirectErrorStream(true)
                .start();
        test.getOutputStream().close();
        String output = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(test.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("(?m)^\\S+ pass [1-9]");
    }

    /** Skips the test, or fails it where nothing may be missing. */
    private static void require(boolean present, String reason) {
        if (Boolean.getBoolean("programs.required")) {
            assertThat(present).as(reason).isTrue();
        }
        assumeTrue(present, reason);
    }
}
