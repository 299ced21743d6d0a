package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages have short lines, short sentences and the words of the glossary. CHANGELOG and ADRs keep their history. */
class DocumentationStyleTest {

    private static final Path ROOT = Path.of("..");
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_WORDS = 30;

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern TARGET = Pattern.compile("]\\([^)]*\\)");

    /** Each is another word of the glossary: create, revoke, reject, inactive, limit, entry point. */
    private static final Pattern UNWANTED = Pattern.compile(
            "(?i)\\b(mint(s|ed|ing)?|refus(e|es|ed|al|als|ing)|kill(s|ed)?|dead|caps?|doors?|whoever)\\b");

    /** A sentence begins with its subject. */
    private static final Pattern RELATIVE_START = Pattern.compile("^\\W*(What|Who|Whose|Where|That which)\\b.*[.:;!]$");

    /** The page docs/contributing/tested-statements.md has the names of tests in their place. */
    private static final Pattern TEST_NAME = Pattern.compile("\\b[A-Z][a-z]\\w*(IT|Test)\\b");

    @Test
    void pagesForUsersNameNoTests() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            String name = ROOT.relativize(page).toString();
            if (!name.matches("CONTRIBUTING\\.md|docs/(contributing|explanation)/.*")) {
                TEST_NAME
                        .matcher(Files.readString(page))
                        .results()
                        .forEach(test -> found.add(name + ": " + test.group()));
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void linesFit() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path page : pages()) {
            withoutBlocks(page)
                    .lines()
                    .filter(line -> line.length() > MAX_COLUMNS && !isTableOrHeading(line))
                    .forEach(line -> wide.add(ROOT.relativize(page) + ": " + line));
        }

        assertThat(wide).isEmpty();
    }

    @Test
    void sentencesAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            sentences(page)
                    .filter(sentence -> sentence.split("\\s+").length > MAX_WORDS
                            || RELATIVE_START.matcher(sentence).matches())
                    .forEach(sentence -> found.add(ROOT.relativize(page) + ": " + sentence));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void wordsAreThoseOfTheGlossary() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            CODE.matcher(withoutBlocks(page))
                    .replaceAll("")
                    .lines()
                    .filter(line -> UNWANTED.matcher(line).find())
                    .forEach(line -> found.add(ROOT.relativize(page) + ": " + line));
        }

        assertThat(found).isEmpty();
    }

    private static Stream<String> sentences(Path page) throws IOException {
        String prose = withoutBlocks(page)
                .lines()
                .map(line -> isTableOrHeading(line) ? "" : line)
                .reduce("", (text, line) -> text + line + "\n");
        String plain = TARGET.matcher(CODE.matcher(prose).replaceAll("X")).replaceAll("]");
        return Stream.of(plain.split("\\n\\s*\\n|\\n(?=\\s*([*-]|\\d+\\.) )"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.:;?!])\\s+")))
                .filter(sentence -> !sentence.isEmpty());
    }

    private static boolean isTableOrHeading(String line) {
        return line.strip().startsWith("|") || line.startsWith("#");
    }

    private static String withoutBlocks(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("SECURITY.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !page.toString().contains("/adr/"))
                    .forEach(pages::add);
        }
        return pages;
    }
}
