package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under {@code pipefail} a pipe fails when its reader ends before its writer: {@code mvn -v | grep -q} is right or wrong as
 * the two happen to run.
 */
final class ScriptsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern READER_THAT_STOPS = Pattern.compile(
            "\\|\\s*(?:grep (?:-\\w*q\\w*|--quiet)|head\\b|awk '[^']*\\bexit\\b|sed '[^']*;?\\bq\\b).*");

    static Stream<Path> scripts() throws IOException {
        return Stream.of(".ci", "bench", "demo", "dist", "docker", "tests/bin")
                .map(ROOT::resolve)
                .flatMap(ScriptsTest::files)
                .filter(ScriptsTest::failsWithItsPipes);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noReaderStopsBeforeItsWriter(Path script) throws IOException {
        assertThat(READER_THAT_STOPS.matcher(Files.readString(script)).results().map(MatchResult::group))
                .isEmpty();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.find(folder, 1, (file, attributes) -> attributes.isRegularFile())) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean failsWithItsPipes(Path file) {
        try {
            return Files.readString(file).contains(" pipefail\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
