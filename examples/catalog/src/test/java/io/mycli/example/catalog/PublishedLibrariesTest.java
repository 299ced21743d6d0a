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
        void areInOrder() {
            assertThat(libraries.all())
                    .extracting(Library::name)
                    .containsExactly("kubernetes", "postgres", "terraform");
        }

        @Test
        void haveTheirCommands() {
            assertThat(libraries.named("kubernetes").orElseThrow().commands())
                    .extracting(Command::name)
                    .containsExactly("deploy", "rollback");
        }

        @Test
        void haveScriptsByTheirHash() {
            assertThat(libraries.all()).flatExtracting(Library::commands).allSatisfy(command -> {
                byte[] bytes = command.script().getBytes(UTF_8);
                assertThat(command.sha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
                assertThat(libraries.script(command.sha256())).contains(command.script());
            });
        }

        @Test
        void haveNoOthers() {
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
    class Refuse {

        @TempDir
        private Path folder;

        @ParameterizedTest(name = "{2}")
        @CsvSource(delimiter = '|', textBlock = """
                        "tool"                 | "../tool" | needs a "name" of
                        "version": "1"         | "v": "1"  | cannot be read: Unrecognized field "v"
                        "1"                    | " "       | needs a "version"
                        "A tool"               | null      | needs a "description"
                        "run"                  | "a/b"     | has a command without a proper "name"
                        "run"                  | "walk"    | needs a script walk.sh beside it
                        "Runs"                 | ""        | has a command "run" without a description
                        {"name": "run", "description": "Runs"} | '' | needs "commands"
                        """)
        void definitionThatIsIncomplete(String good, String bad, String problem) throws IOException {
            write("tool", GOOD.replace(good, bad));
            assertRefused("library.json", problem);
        }

        @Test
        void definitionThatIsNotJson() throws IOException {
            write("tool", "not JSON");
            assertRefused("library.json", "cannot be read");
        }

        @Test
        void commandThatIsThereTwice() throws IOException {
            String command = "{\"name\": \"run\", \"description\": \"Runs\"}";
            write("tool", GOOD.replace(command, command + ", " + command));
            assertRefused("has two commands \"run\"");
        }

        @Test
        void scriptThatIsNotText() throws IOException {
            write("tool", GOOD);
            Files.write(folder.resolve("tool/run.sh"), new byte[] {(byte) 0xff});
            assertRefused("has a script \"run\" not in UTF-8");
        }

        @Test
        void libraryThatIsThereTwice() throws IOException {
            write("one", GOOD);
            write("two", GOOD);
            assertRefused("There are two libraries \"tool\"");
        }

        @Test
        void folderWithoutLibraries() {
            assertRefused("There is no library at ");
        }

        private void write(String name, String definition) throws IOException {
            Path library = Files.createDirectories(folder.resolve(name));
            Files.writeString(library.resolve("library.json"), definition);
            Files.writeString(library.resolve("run.sh"), "echo running\n");
        }

        private void assertRefused(String... words) {
            assertThatThrownBy(() -> new PublishedLibraries(folder.toUri() + "*/library.json"))
                    .isInstanceOf(InvalidLibraryException.class)
                    .message()
                    .contains(words);
        }
    }
}
