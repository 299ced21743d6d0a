package io.mycli.keycloak.apitoken.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The command line client has a test of the same name, which reads the same file. */
final class SharedSecretsTest {

    private final SecretFormat format = new SecretFormat(SecretFormat.DEFAULT_TAG);

    @Test
    void clientAndServerAgree() throws IOException {
        for (String line : Files.readAllLines(Path.of("src/test/resources/secrets.txt"))) {
            if (!line.startsWith("#")) {
                String text = unescaped(line.replaceFirst("^(in)?valid ?", ""));
                assertThat(format.parse(text).isPresent()).as(line).isEqualTo(line.startsWith("valid"));
            }
        }
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u(\\p{XDigit}{4})")
                .matcher(text)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
    }
}
