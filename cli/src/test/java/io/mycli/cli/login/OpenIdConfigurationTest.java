package io.mycli.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.cli.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenIdConfigurationTest {

    private static final String MEMBER = "{\"authorization_response_iss_parameter_supported\":";

    @Test
    void announcesIssuer() {
        assertThat(of(MEMBER + "true}").answersWithIssuer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", MEMBER + "false}", MEMBER + "null}", MEMBER + "\"true\"}"})
    void announcesNone(String metadata) {
        assertThat(of(metadata).answersWithIssuer()).isFalse();
    }

    private static OpenIdConfiguration of(String metadata) {
        return new OpenIdConfiguration(Json.object(metadata), null);
    }
}
