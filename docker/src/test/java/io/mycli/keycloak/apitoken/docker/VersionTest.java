package io.mycli.keycloak.apitoken.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot read the root pom name the Keycloak that it names. */
final class VersionTest {

    private static final Pattern IMAGE = Pattern.compile("keycloak/keycloak:([\\w.]+)");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "compose.yaml", "kubernetes/keycloak-init-container.yaml"})
    void imageIsTheNewestKeycloak(String file) throws IOException {
        assertThat(IMAGE.matcher(Files.readString(Path.of(file))).results().map((MatchResult match) -> match.group(1)))
                .isNotEmpty()
                .containsOnly(System.getProperty("keycloak.newest.version"));
    }
}
