package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SharedSecretsTest {

    /** The texts that the server's format is tested with. */
    private static final Path SECRETS = Path.of("../provider/src/test/resources/secrets.txt");

    @Test
    void clientAndServerAgree() throws IOException {
        for (String line : Files.readAllLines(SECRETS)) {
            if (line.startsWith("#")) {
                continue;
            }
            String text = unescaped(line.replaceFirst("^(in)?valid ?", ""));
            if (line.startsWith("valid")) {
                assertThat(TokenForm.require("MY_API_TOKEN", text)).as(line).isEqualTo(text);
            } else {
                assertThatThrownBy(() -> TokenForm.require("MY_API_TOKEN", text))
                        .as(line)
                        .isInstanceOf(CliException.class);
            }
        }
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u(\\p{XDigit}{4})")
                .matcher(text)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
    }
}
