package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped scripts, run as {@code my cli run} runs them. */
class ScriptsTest {

    @Test
    void deployPrintsItsSteps() throws Exception {
        Run run = run("kubernetes", "deploy", Map.of("MY_ENV", "staging", "MY_PROFILE", "team-a"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines())
                .startsWith("Deploying to staging (profile team-a)")
                .endsWith("Deployed to staging");
    }

    @ParameterizedTest
    @CsvSource({"kubernetes,deploy", "kubernetes,rollback"})
    void changesRequireEnvironment(String library, String command) throws Exception {
        Run run = run(library, command, Map.of());
        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.output()).contains("which environment?", "--env staging");
    }

    @ParameterizedTest
    @CsvSource({"kubernetes,rollback", "postgres,backup", "terraform,plan"})
    void scriptsPrintTheirCommand(String library, String command) throws Exception {
        Run run = run(library, command, Map.of("MY_ENV", "staging"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("staging (profile default)", "Would run: ");
    }

    private static Run run(String library, String command, Map<String, String> variables)
            throws IOException, InterruptedException {
        String script = new PublishedLibraries("classpath*:libraries/*/library.json")
                .named(library).orElseThrow().commands().stream()
                        .filter(candidate -> candidate.name().equals(command))
                        .findFirst()
                        .orElseThrow()
                        .script();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script, command).redirectErrorStream(true);
        shell.environment().keySet().removeIf(name -> name.startsWith("MY_"));
        shell.environment().putAll(variables);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
