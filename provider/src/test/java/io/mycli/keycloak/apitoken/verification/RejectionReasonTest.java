package io.mycli.keycloak.apitoken.verification;

import static java.util.stream.Collectors.toMap;
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

    /** A reason, its word for metrics, and its tests. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|`]+) \\| `([a-z_]+)` \\| `[^|]+` \\|$");

    @Test
    void pageHasRowForEachReason() throws IOException {
        Map<String, String> rows = ROW.matcher(Files.readString(Path.of("../docs/reference/introspection.md")))
                .results()
                .collect(toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(rows)
                .isEqualTo(Stream.of(RejectionReason.values())
                        .collect(toMap(RejectionReason::description, RejectionReason::outcome)));
    }
}
