package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the project: links lead somewhere, the index is complete, the README is short. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void linksLeadToPagesAndHeadings() throws IOException {
        List<String> dead = new ArrayList<>();
        int found = 0;
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
                if (!link.group(1).contains(":")) {
                    found++;
                    if (!exists(page, link.group(1))) {
                        dead.add(ROOT.relativize(page) + ": " + link.group(1));
                    }
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void indexHasEachPage() throws IOException {
        String index = text(DOCS.resolve("README.md"));
        try (Stream<Path> pages = Files.walk(DOCS)) {
            assertThat(pages.map(page -> DOCS.relativize(page).toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                            .filter(name -> !name.startsWith("explanation/adr/")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void readmeIsReadInFiveMinutes() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(120);
        assertThat(readme.strip().split("\\s+")).hasSizeLessThanOrEqualTo(700);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                ROOT.resolve("README.md"),
                ROOT.resolve("CONTRIBUTING.md"),
                ROOT.resolve("CHANGELOG.md"),
                ROOT.resolve("SECURITY.md"),
                ROOT.resolve("docker/README.md"),
                ROOT.resolve("tests/cli/README.md")));
        try (Stream<Path> docs = Files.walk(DOCS)) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static boolean exists(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(text(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Returns a page without its code. */
    private static String text(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }
}
