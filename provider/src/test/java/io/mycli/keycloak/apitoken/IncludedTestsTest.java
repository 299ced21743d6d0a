package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A POM that includes a class by a name that has gone, or a part where all is wanted, would pass without a word. */
final class IncludedTestsTest {

    private static final Path TESTS = Path.of("..", "tests");
    private static final Pattern INCLUDE = Pattern.compile("<include>\\*\\*/(\\w+\\.java)</include>");

    static Stream<Path> modules() throws IOException {
        try (Stream<Path> poms = Files.find(TESTS, 2, (file, attributes) -> file.endsWith("pom.xml"))) {
            return poms.filter(pom -> !included(pom).isEmpty()).map(Path::getParent).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void includedClassExists(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAll(included(module.resolve("pom.xml")));
        }
    }

    /** What {@code mvn verify} runs a part of. */
    @ParameterizedTest
    @ValueSource(strings = {"browser", "cli", "interop"})
    void profileAllIncludesAllTests(String module) throws IOException {
        String pom = Files.readString(TESTS.resolve(module).resolve("pom.xml"));
        int all = pom.indexOf("<id>all</id>");

        assertThat(pom.substring(0, all).replaceAll("\\s+", ""))
                .containsPattern("<id>newest-h2</id>.*<includes><include>\\*\\*/\\w+IT\\.java</include>");
        assertThat(pom.substring(all).replaceAll("\\s+", ""))
                .contains("<id>newest-h2</id><configuration><includescombine.self=\"override\">"
                        + "<include>**/*IT.java</include></includes>");
        assertThat(pom.contains("<cli.script>")).isEqualTo(pom.indexOf("<cli.script/>", all) > 0);
    }

    private static List<String> included(Path pom) {
        try {
            return INCLUDE.matcher(Files.readString(pom))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
