package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import org.keycloak.common.Version;

/** The rule of {@code ExtensionVersion} is asked before anything else is done; Keycloak initialises us before it makes tables. */
class UnsupportedKeycloakTest {

    private final String real = Version.VERSION;

    @AfterEach
    void restore() {
        Version.VERSION = real;
    }

    @Test
    void endsTheStartOfAKeycloakThatIsTooOld() {
        Version.VERSION = "26.3.5";

        assertThatThrownBy(() -> new JpaApiTokenProviderFactory().init(Config.scope()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("requires Keycloak 26.4 or newer, but this is 26.3.5");
    }

    @Test
    void letsALaterLineStart() {
        Version.VERSION = "27.0.0";

        assertThatCode(() -> new JpaApiTokenProviderFactory().init(Config.scope()))
                .doesNotThrowAnyException();
    }
}
