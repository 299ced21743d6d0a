package io.mycli.keycloak.apitoken.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionVersionTest {

    @Test
    void hasTheVersionOfTheBuild() {
        assertThat(ExtensionVersion.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.3.5", "26.0.0", "25.0.6", "9.1", "26.3.5.redhat-00001"})
    void rejectsWhatIsTooOld(String keycloak) {
        assertThat(ExtensionVersion.problemWith(keycloak))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("Keycloak API Tokens " + ExtensionVersion.version()
                                + " requires Keycloak 26.4 or newer, but this is " + keycloak
                                + ", which lacks the class AppAuthManager.AuthHeader."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.4.0", "26.4.7", "26.7.3", "26.10.0", "26.4.7.redhat-00001", "27.0.0", "100.3.0"})
    void runsOnWhatIsNewEnough(String keycloak) {
        assertThat(ExtensionVersion.problemWith(keycloak)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"27.0.0", "999.0.0-SNAPSHOT"})
    void isUntriedOnLaterLines(String keycloak) {
        assertThat(ExtensionVersion.isUntriedOn(keycloak)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.4.7", "26.10.0"})
    void isNotUntriedOnItsOwnLine(String keycloak) {
        assertThat(ExtensionVersion.isUntriedOn(keycloak)).isFalse();
    }

    /** Whoever builds Keycloak under a name of their own knows what they do. */
    @Test
    void runsUntriedOnWhatHasNoNumber() {
        assertThat(ExtensionVersion.problemWith("nightly")).isEmpty();
        assertThat(ExtensionVersion.isUntriedOn("nightly")).isTrue();
    }
}
