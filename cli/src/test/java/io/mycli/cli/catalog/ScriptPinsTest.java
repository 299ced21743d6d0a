package io.mycli.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptPinsTest {

    private static final String CATALOG = "https://catalog.example.com";

    @TempDir
    private Path home;

    private ScriptPins pins;

    @BeforeEach
    void open() {
        pins = new ScriptPins(home, CATALOG);
    }

    @Test
    void firstScriptIsNoChange() {
        assertThat(pins.changed("deploy", script("kubernetes", "deploy", "1"))).isEmpty();
    }

    @Test
    void otherScriptOfTheCommandIsChange() {
        pins.pin("deploy", script("kubernetes", "deploy", "1"));

        assertThat(pins.changed("deploy", script("kubernetes", "deploy", "1"))).isEmpty();
        assertThat(pins.changed("deploy", script("kubernetes", "deploy", "2"))).contains("1");
        assertThat(pins.changed("kubernetes/deploy", script("kubernetes", "deploy", "2")))
                .contains("1");
    }

    @Test
    void installedScriptCountsForBothNames() {
        assertThat(pins.pin(List.of(script("kubernetes", "deploy", "1")))).isTrue();

        assertThat(pins.changed("deploy", script("kubernetes", "deploy", "1"))).isEmpty();
        assertThat(pins.changed("deploy", script("kubernetes", "deploy", "2"))).contains("1");
    }

    /** A catalog cannot step around a pin by another name of the library. */
    @Test
    void shortNameOfAnotherLibraryIsChange() {
        pins.pin("deploy", script("kubernetes", "deploy", "1"));

        assertThat(pins.changed("deploy", script("kubernetes2", "deploy", "2"))).contains("1");
        pins.pin(List.of(script("kubernetes2", "deploy", "2")));
        assertThat(pins.changed("deploy", script("kubernetes2", "deploy", "2"))).contains("2");
        assertThat(pins.changed("kubernetes2/deploy", script("kubernetes2", "deploy", "2")))
                .isEmpty();

        pins.pin("deploy", script("kubernetes2", "deploy", "2"));
        assertThat(pins.changed("deploy", script("kubernetes2", "deploy", "2"))).isEmpty();
    }

    @Test
    void otherCatalogHasPinsOfItsOwn() {
        pins.pin("deploy", script("kubernetes", "deploy", "1"));

        assertThat(new ScriptPins(home, "https://other.example.com")
                        .changed("deploy", script("kubernetes", "deploy", "2")))
                .isEmpty();
    }

    @Test
    void damagedFileStops() throws IOException {
        Files.writeString(home.resolve("pins.json"), "{\"" + CATALOG + "\":{\"scripts\":{\"kubernetes/deploy\":7}}}");

        assertThatThrownBy(() -> pins.changed("deploy", script("kubernetes", "deploy", "1")))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is damaged at kubernetes/deploy");
    }

    @Test
    void fileThatCannotBeWrittenIsTold() throws IOException {
        Files.createDirectory(home.resolve("pins.lock"));

        assertThat(pins.pin("deploy", script("kubernetes", "deploy", "1"))).isFalse();
    }

    private static CatalogScript script(String library, String name, String sha256) {
        return new CatalogScript(library, "1", name, null, sha256, null);
    }
}
