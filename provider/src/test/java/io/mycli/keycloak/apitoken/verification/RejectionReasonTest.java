package io.mycli.keycloak.apitoken.verification;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reasons of {@code docs/reference/introspection.md} are those of the code. */
class RejectionReasonTest {

    /** A reason, and its word for metrics. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|`]+) \\| `([a-z_]+)` \\|$");

    /** A word for metrics, and the tests of its reason. */
    private static final Pattern TESTED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| `[A-Z]\\w+(?:IT|Test)\\b[^|]+\\|$");

    @Test
    void pageHasRowForEachReason() throws IOException {
        Map<String, String> rows = ROW.matcher(Files.readString(Path.of("../docs/reference/introspection.md")))
                .results()
                .collect(toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(rows)
                .isEqualTo(Stream.of(RejectionReason.values())
                        .collect(toMap(RejectionReason::description, RejectionReason::outcome)));
    }

    @Test
    void eachReasonNamesItsTests() throws IOException {
        assertThat(TESTED.matcher(Files.readString(Path.of("../docs/contributing/tested-statements.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RejectionReason.values())
                        .map(RejectionReason::outcome)
                        .collect(toSet()));
    }
}
