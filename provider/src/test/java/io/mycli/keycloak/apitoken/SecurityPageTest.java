package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/explanation/security.md} and the other pages say is tested, is. */
class SecurityPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java"),
            Path.of("../themes/src/test/java"),
            Path.of("../tests/server/src/test/java"),
            Path.of("../tests/cluster/src/test/java"),
            Path.of("../tests/interop/src/test/java"),
            Path.of("../tests/browser/src/test/java"),
            Path.of("../cli/src/test/java"),
            Path.of("../tests/cli/src/test/java"));

    /** A class of tests, nested classes of it, and a method, where one is named. */
    private static final Pattern REFERENCE =
            Pattern.compile("`([A-Z]\\w*(?:IT|Test))((?:\\.[A-Z]\\w*)*)(?:\\.([a-z]\\w*))?`");

    /** A test, whose name has several words. */
    private static final Pattern METHOD = Pattern.compile("    void ([a-z]+[A-Z]\\w{8,})\\(");

    private static final Pattern CODE = Pattern.compile("`([a-z]\\w+)`");

    @Test
    void namedTestsExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path page : files(DOCS, ".md")) {
            for (MatchResult reference :
                    REFERENCE.matcher(Files.readString(page)).results().toList()) {
                if (exists(reference)) {
                    found++;
                } else {
                    missing.add(page.getFileName() + ": " + reference.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void pagesForUsersNameNoMethodsOfTests() throws IOException {
        Set<String> methods = new HashSet<>();
        for (Path sources : SOURCES) {
            for (Path file : files(sources, ".java")) {
                METHOD.matcher(Files.readString(file)).results().forEach(method -> methods.add(method.group(1)));
            }
        }
        List<String> named = new ArrayList<>();
        for (String folder : List.of("use", "operate", "reference")) {
            for (Path page : files(DOCS.resolve(folder), ".md")) {
                CODE.matcher(Files.readString(page))
                        .results()
                        .filter(code -> methods.contains(code.group(1)))
                        .forEach(code -> named.add(page.getFileName() + ": " + code.group(1)));
            }
        }

        assertThat(methods).hasSizeGreaterThan(1000);
        assertThat(named).isEmpty();
    }

    @Test
    void everyThreatNamesItsTest() throws IOException {
        List<String> threats = Files.readAllLines(DOCS.resolve("explanation/security.md")).stream()
                .filter(line -> line.matches("\\| T[0-9]+ \\|.*"))
                .toList();

        assertThat(threats)
                .hasSizeGreaterThan(20)
                .allMatch(line -> REFERENCE
                        .matcher(line.substring(line.lastIndexOf('|', line.length() - 2)))
                        .find());
    }

    private static boolean exists(MatchResult reference) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path sources : SOURCES) {
            files.addAll(files(sources, "/" + reference.group(1) + ".java"));
        }
        if (files.size() != 1) {
            return false;
        }
        String source = Files.readString(files.get(0));
        boolean nested = Stream.of(reference.group(2).split("\\."))
                .allMatch(name -> name.isEmpty() || source.contains("class " + name + " "));
        return nested && (reference.group(3) == null || declares(source, reference.group(3)));
    }

    /** A test method, or a rule of ArchUnit's. */
    private static boolean declares(String source, String name) {
        return source.contains("void " + name + "(") || source.contains("ArchRule " + name + " ");
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(end)).toList();
        }
    }
}
