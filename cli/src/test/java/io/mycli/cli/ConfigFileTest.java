package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

    @TempDir
    private Path folder;

    /** A login waits for minutes between reading and saving. */
    @Test
    void changeOfAnotherProcessStays() {
        ConfigFile waiting = new ConfigFile(folder);
        assertThat(waiting.member("context")).isEmpty();
        new ConfigFile(folder).save(Map.of("context", "staging"));

        waiting.save(Map.of("catalog", "https://catalog.example.com"));

        ConfigFile after = new ConfigFile(folder);
        assertThat(after.member("context")).contains("staging");
        assertThat(after.member("catalog")).contains("https://catalog.example.com");
        assertThat(waiting.member("context")).contains("staging");
    }

    @Test
    void nothingIsWrittenWithoutAChange() {
        new ConfigFile(folder).save(Map.of());

        assertThat(folder.resolve("config.json")).doesNotExist();
        assertThat(Files.exists(folder.resolve(ConfigFile.LOCK))).isFalse();
    }
}
