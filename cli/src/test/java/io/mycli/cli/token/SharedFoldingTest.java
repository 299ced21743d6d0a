package io.mycli.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SharedFoldingTest {

    /** The names that the server's folding is tested with. */
    private static final Path NAMES = Path.of("../provider/src/test/resources/alike-names.txt");

    @Test
    void namesThatLookAlikeHaveOneForm() throws IOException {
        List<String> groups = Files.readAllLines(NAMES).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        Map<String, String> groupOfForm = new HashMap<>();
        for (String group : groups) {
            Arrays.stream(group.split(" \\| "))
                    .map(SharedFoldingTest::unescaped)
                    .forEach(name -> assertThat(groupOfForm.putIfAbsent(FoldedName.of(name), group))
                            .as(name)
                            .isIn(null, group));
        }
        assertThat(groupOfForm).hasSameSizeAs(groups);
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|U(\\p{XDigit}{8}))")
                .matcher(text)
                .replaceAll(escape -> Character.toString(
                        Integer.parseInt(escape.group(1) == null ? escape.group(2) : escape.group(1), 16)));
    }
}
