package io.mycli.keycloak.apitoken.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.version.KeycloakVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionResponsesTest {

    @ParameterizedTest
    @CsvSource({
        "26.4.7, 401",
        "26.5.6, 401",
        "26.4.7.redhat-00001, 401",
        "26.6.0, 400",
        "26.7.3, 400",
        "26.10.0, 400",
        "27.0.0, 400",
        "999.0.0-SNAPSHOT, 400",
        "unknown, 400"
    })
    void directGrantIsRejectedAsByKeycloak(String keycloakVersion, int status) {
        assertThat(RejectionResponses.directGrantStatus(KeycloakVersion.parse(keycloakVersion))
                        .getStatusCode())
                .isEqualTo(status);
    }
}
