package io.mycli.keycloak.apitoken.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every code of an error is explained with its status where the REST APIs are, and no other code is. */
class DocumentedErrorsTest {

    private static final Path REFERENCE = Path.of("../docs/reference");

    /** A row of the table, or a mention such as {@code 404 USER_NOT_FOUND}. */
    private static final Pattern STATUS_AND_CODE =
            Pattern.compile("\\b([45]\\d\\d)(?: \\| `| )([A-Z]+(?:_[A-Z]+)*)\\b");

    @Test
    void eachCodeIsExplained() throws IOException {
        String pages = pages();

        assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(pages).containsPattern("\\b" + code + "\\b"));
    }

    @Test
    void eachStatusIsThatOfItsCode() throws IOException {
        List<MatchResult> errors = STATUS_AND_CODE.matcher(pages()).results().toList();

        assertThat(errors)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        error -> assertThat(ErrorCode.valueOf(error.group(2)).status())
                                .isEqualTo(Integer.parseInt(error.group(1))));
    }

    private static String pages() throws IOException {
        return Files.readString(REFERENCE.resolve("rest-owner.md"))
                + Files.readString(REFERENCE.resolve("rest-admin.md"));
    }
}
