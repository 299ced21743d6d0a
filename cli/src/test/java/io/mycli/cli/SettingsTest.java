package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String ISSUER = "https://sso.example.com/realms/demo";

    @TempDir
    private Path home;

    @Test
    void variablesNameTheRealm() {
        assertThat(with(Map.of()).variables()).isEqualTo("MY_ISSUER=" + ISSUER);
    }

    @Test
    void variablesNameTheCatalogToo() {
        assertThat(with(Map.of("MY_CATALOG", "https://catalog.example.com")).variables())
                .isEqualTo("MY_ISSUER=" + ISSUER + " MY_CATALOG=https://catalog.example.com");
    }

    /** They are printed with the secret of a new token, which must not be lost for them. */
    @Test
    void variablesOmitAnInvalidCatalog() {
        assertThat(with(Map.of("MY_CATALOG", "catalog.example.com")).variables())
                .isEqualTo("MY_ISSUER=" + ISSUER);
    }

    private Settings with(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("MY_ISSUER", ISSUER);
        return new Settings(environment, home);
    }
}
