package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedLibrariesTest {

    private static final String GOOD = """
            {"name": "tool", "version": "1", "description": "A tool",
             "commands": [{"name": "run", "description": "Runs"}]}
            """;

    @Nested
    class Shipped {

        private final PublishedLibraries libraries = shipped();

        @Test
        void areSorted() {
            assertThat(libraries.all())
                    .extracting(Library::name)
                    .containsExactly("kubernetes", "postgres", "terraform");
        }

        @Test
        void haveCommands() {
            assertThat(libraries.named("kubernetes").orElseThrow().commands())
                    .extracting(Command::name)
                    .containsExactly("deploy", "rollback");
        }

        @Test
        void haveScriptsByHash() {
            assertThat(libraries.all()).flatExtracting(Library::commands).allSatisfy(command -> {
                byte[] bytes = command.script().getBytes(UTF_8);
                assertThat(command.sha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
                assertThat(libraries.script(command.sha256())).contains(command.script());
            });
        }

        @Test
        void unknownOnesAreAbsent() {
            assertThat(libraries.named("unknown")).isEmpty();
            assertThat(libraries.script("unknown")).isEmpty();
        }

        private static PublishedLibraries shipped() {
            try {
                return new PublishedLibraries("classpath*:libraries/*/library.json");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class Invalid {

        @TempDir
        private Path folder;

        @ParameterizedTest(name = "{2}")
        @CsvSource(delimiter = '|', textBlock = """
                        "version": "1"    | "version": "1", "v": "1" | Unrecognized property "v"
                        "version": "1",   | ''                  | Missing creator property 'version'
                        "A tool"          | null                | Null value for creator property 'description'
                        "name": "run"     | "name": "walk"      | walk.sh
                        {"name": "tool"   | {                   | Unexpected character
                        """)
        void incompleteDefinitionIsNamed(String good, String bad, String problem) throws IOException {
            write("tool", GOOD.replace(good, bad));
            assertInvalid("library.json] is invalid: ", problem);
        }

        @Test
        void repeatedNameIsNamed() throws IOException {
            write("one", GOOD);
            write("two", GOOD);
            assertInvalid("library.json] repeats the name \"tool\"");
        }

        private void write(String name, String definition) throws IOException {
            Path library = Files.createDirectories(folder.resolve(name));
            Files.writeString(library.resolve("library.json"), definition);
            Files.writeString(library.resolve("run.sh"), "echo running\n");
        }

        private void assertInvalid(String... words) {
            assertThatThrownBy(() -> new PublishedLibraries(folder.toUri() + "*/library.json"))
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .contains(words);
        }
    }
}
