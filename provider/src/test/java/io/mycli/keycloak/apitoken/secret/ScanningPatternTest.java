package io.mycli.keycloak.apitoken.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patterns that {@code docs/explanation/security.md} gives to scanners; gitleaks' and GitHub's dialects are within Java's. */
class ScanningPatternTest {

    private static final String ZEROS = "myc_0000000000000000000000000000000000000000963fbb8e";

    private final SecretFormat format = new SecretFormat(SecretFormat.DEFAULT_TAG);
    private final List<Pattern> patterns = List.of(gitleaks(), github());

    ScanningPatternTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "MY_API_TOKEN=%s\n",
                "token: \"%s\"",
                "Authorization: Bearer %s",
                "https://alice:%s@example.com",
                "(%s)",
                "%s,",
                "a-%s-b",
                "%s.",
            })
    void findsGeneratedSecrets(String context) {
        IntStream.range(0, 100)
                .mapToObj(i -> format.generate().reveal())
                .forEach(secret -> assertThat(patterns)
                        .allSatisfy(pattern -> assertThat(found(pattern, context.formatted(secret)))
                                .contains(secret)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "myc_",
                "myc_3f12c4...",
                "MYC_0000000000000000000000000000000000000000963fbb8e",
                "myc_0000000000000000000000000000000000000000963FBB8E",
                "myc-0000000000000000000000000000000000000000963fbb8e",
                "myc_000000000000000000000000000000000000000963fbb8e",
                "myc_00000000000000000000000000000000000000000963fbb8e",
                "amyc_0000000000000000000000000000000000000000963fbb8e",
                "_myc_0000000000000000000000000000000000000000963fbb8e",
                "myc_0000000000000000000000000000000000000000963fbb8e_",
                "myc_0000000000000000000000000000000000000000963fbb8ez",
                "myc_g000000000000000000000000000000000000000963fbb8e",
                "ghp_0000000000000000000000000000000000000000963fbb8e",
            })
    void findsNoLookAlikes(String text) {
        assertThat(patterns)
                .allSatisfy(pattern -> assertThat(found(pattern, text)).isEmpty());
    }

    /** Why the checksum comes after: a pattern cannot tell. */
    @Test
    void findsWhatOnlyTheChecksumThrowsOut() {
        String wrong = ZEROS.replace("963fbb8e", "963fbb8f");

        assertThat(patterns)
                .allSatisfy(pattern -> assertThat(found(pattern, wrong)).contains(wrong));
        assertThat(format.parse(wrong)).isEmpty();
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Pattern gitleaks() throws IOException {
        return Pattern.compile(one("(?m)^regex = '''(.+)'''$", Path.of("../docs/reference/scanning/gitleaks.toml")));
    }

    private static Pattern github() throws IOException {
        return Pattern.compile(
                "(?:" + field("Before secret") + ")(" + field("Secret format") + ")(?:" + field("After secret") + ")");
    }

    private static String field(String name) throws IOException {
        return one("(?m)^\\| " + name + " \\| `(.+)` \\|$", Path.of("../docs/explanation/security.md"))
                .replace("\\|", "|");
    }

    private static String one(String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.group(1);
    }
}
