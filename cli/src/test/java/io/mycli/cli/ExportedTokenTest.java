package io.mycli.cli;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportedTokenTest {

    private static final String SECRET = "myc_0123456789abcdef0123456789abcdef012345672a342d20";

    @TempDir
    private Path folder;

    @Test
    void tokenIsTaken() throws IOException {
        assertTaken(SECRET);
        assertTaken(SECRET + "\n");
        assertTaken(SECRET + "\r\n\n");
        assertThat(ofVariable("acme" + SECRET.substring(3)).prefix()).isEqualTo("acme_012345");
    }

    @Test
    void quotesAndBlanksAreTold() throws IOException {
        assertTold("\"" + SECRET + "\"", "has quotes around the token.");
        assertTold("'" + SECRET, "has quotes around the token.");
        assertTold("\u201C" + SECRET + "\u201D", "has quotes around the token.");
        assertTold(" " + SECRET, "has a blank.");
        assertTold(SECRET + "\t", "has a blank.");
        assertTold(SECRET + "\u00A0", "has a blank.");
        assertTold(SECRET.substring(0, 20) + " " + SECRET.substring(20), "has a blank.");
        assertTold(SECRET.substring(0, 20) + "\n" + SECRET.substring(20), "has more than one line.");
        assertTold(SECRET + "\n" + SECRET, "has more than one line.");
        assertTold(" ", "has a blank.");
        assertTold("\n", "is empty.");
    }

    @Test
    void otherTextAroundIsTold() throws IOException {
        assertTold(SECRET + ";", "has a semicolon or a comma after the token.");
        assertTold("Bearer " + SECRET, "has other words before the token.");
        assertTold("Token: " + SECRET, "has other words before the token.");
        assertTold("MY_API_TOKEN=" + SECRET, "has other words before the token.");
        assertTold("export MY_API_TOKEN=" + SECRET, "has other words before the token.");
        assertTold(SECRET + "\u200B", "has characters that no token has.");
    }

    @Test
    void masksAndHalvesAreTold() throws IOException {
        assertTold("***", "is only a mask or the prefix of a token.");
        assertTold("myc_012345...", "is only a mask or the prefix of a token.");
        assertTold("myc_\u2026", "is only a mask or the prefix of a token.");
        assertTold("[MASKED]", "is only a mask or the prefix of a token.");
        assertTold("<token>", "is a placeholder.");
        assertTold("myc_012345", "is cut short.");
        assertTold(SECRET.substring(0, 51), "is cut short.");
        assertTold(SECRET + "0", "is longer than a token.");
        assertTold(SECRET.toUpperCase(java.util.Locale.ROOT), "has upper-case letters, which no token has.");
        assertTold("MYC" + SECRET.substring(3), "has upper-case letters, which no token has.");
        assertTold(SECRET.replace("0123", "0132"), "is mistyped: its checksum is wrong.");
    }

    @Test
    void nameOfVariableIsTold() throws IOException {
        for (String name :
                new String[] {"$TOKEN", "${TOKEN}", "${{ secrets.TOKEN }}", "%TOKEN%", "'$TOKEN'", "$(cat f)"}) {
            assertTold(name, "is the name of a variable instead of its value.");
        }
    }

    @Test
    void otherTextIsTold() throws IOException {
        assertTold("hunter2", "is no API token.");
        assertTold("eyJhbGciOiJub25lIn0.e30.c2ln", "is a JWT, not an API token.");
    }

    @Test
    void otherEncodingsOfFilesAreTold() throws IOException {
        assertThat(told(() -> ofFile(SECRET.getBytes(UTF_16)))).isEqualTo("MY_API_TOKEN_FILE is in UTF-16.");
        assertThat(told(() -> ofFile(SECRET.getBytes(UTF_16LE)))).isEqualTo("MY_API_TOKEN_FILE is in UTF-16.");
        assertThat(told(() -> ofFile(("\uFEFF" + SECRET).getBytes(UTF_8))))
                .isEqualTo("MY_API_TOKEN_FILE begins with a byte order mark.");
        assertThat(told(() -> ofFile(new byte[] {(byte) 0xC3, 'x'})))
                .isEqualTo("MY_API_TOKEN_FILE has characters that no token has.");
    }

    @Test
    void largeFileIsNotRead() {
        assertThat(told(() -> ofFile(new byte[10_000_000]))).startsWith("The file of MY_API_TOKEN_FILE is too large");
    }

    @Test
    void missingFileAndFolderAreTold() {
        assertThat(told(() -> of(Map.of("MY_API_TOKEN_FILE", folder.toString()))))
                .contains("cannot be read");
        assertThat(told(() -> of(Map.of("MY_API_TOKEN_FILE", folder + "/none"))))
                .contains("cannot be read");
    }

    @Test
    void emptyVariableIsNotSet() {
        assertThat(ExportedToken.of(new Settings(Map.of("MY_API_TOKEN", ""), folder)))
                .isEmpty();
    }

    private void assertTaken(String text) throws IOException {
        assertThat(ofVariable(text).bearer()).isEqualTo(SECRET);
        assertThat(ofFile(text.getBytes(UTF_8)).bearer()).isEqualTo(SECRET);
    }

    /** Variable and file are read alike. */
    private void assertTold(String text, String message) throws IOException {
        assertThat(told(() -> ofVariable(text))).isEqualTo("MY_API_TOKEN " + message);
        assertThat(told(() -> ofFile(text.getBytes(UTF_8)))).isEqualTo("MY_API_TOKEN_FILE " + message);
    }

    private static String told(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        CliException failure = catchThrowableOfType(CliException.class, reading);
        assertThat(failure.hint()).isPresent();
        return failure.getMessage();
    }

    private ExportedToken ofVariable(String text) {
        return of(Map.of("MY_API_TOKEN", text));
    }

    private ExportedToken ofFile(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("token"), content);
        return of(Map.of("MY_API_TOKEN_FILE", file.toString()));
    }

    private ExportedToken of(Map<String, String> environment) {
        return ExportedToken.of(new Settings(environment, folder)).orElseThrow();
    }
}
