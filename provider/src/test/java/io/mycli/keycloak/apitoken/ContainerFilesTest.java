package io.mycli.keycloak.apitoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot read the root pom name the Keycloak that it names. */
final class ContainerFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern IMAGE = Pattern.compile("keycloak/keycloak:([\\w.]+)");
    private static final Pattern TAG = Pattern.compile("\\d-kc(\\d[\\d.]*\\d)");
    private static final Pattern NEWEST = Pattern.compile("<keycloak\\.newest\\.version>([\\w.]+)<");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "kubernetes/keycloak.yaml", "kubernetes/helm-values.yaml"})
    void tagIsOfTheNewestKeycloak(String file) throws IOException {
        assertThat(found(TAG, ROOT.resolve("docker").resolve(file)))
                .isNotEmpty()
                .containsOnly(found(NEWEST, ROOT.resolve("pom.xml")).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "compose.yaml", "kubernetes/keycloak-init-container.yaml"})
    void imageIsTheNewestKeycloak(String file) throws IOException {
        assertThat(found(IMAGE, ROOT.resolve("docker").resolve(file)))
                .isNotEmpty()
                .containsOnly(found(NEWEST, ROOT.resolve("pom.xml")).get(0));
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
