package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderConfigProperty;

/** Every option of the server has its row in {@code docs/configure.md}, and no page has another one. */
class DocumentedOptionsTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern OPTION = Pattern.compile("--spi-api-token--jpa--([a-z-]+)");

    private final Set<String> names = new JpaApiTokenProviderFactory()
            .getConfigMetadata().stream().map(ProviderConfigProperty::getName).collect(Collectors.toSet());

    @Test
    void eachOptionHasItsRow() throws IOException {
        Set<String> rows = Pattern.compile("(?m)^\\| `" + OPTION.pattern() + "` \\|")
                .matcher(Files.readString(DOCS.resolve("configure.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(rows).isEqualTo(names);
    }

    @Test
    void noOptionIsInvented() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                assertThat(OPTION.matcher(Files.readString(page)).results().map(option -> option.group(1)))
                        .as("%s", page)
                        .isSubsetOf(names);
            }
        }
    }
}
