package io.mycli.keycloak.apitoken.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources that docs/kubernetes.md gives fit the schema of the Keycloak Operator. */
final class KubernetesTest {

    private static final Path FOLDER = Path.of("kubernetes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static List<Path> resources() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    @Test
    void bothVariantsAreThere() throws IOException {
        assertThat(resources())
                .containsExactly(FOLDER.resolve("keycloak-init-container.yaml"), FOLDER.resolve("keycloak.yaml"));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void resourceFitsTheSchema(Path file) throws IOException {
        assertThat(ResourceSchema.ofKeycloak().errors(read(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', apiversion, v1",
        "/spec, hostName, sso",
        "/spec, instances, two",
        "/spec/db, user, keycloak",
        "/spec/db/passwordSecret, field, password",
        "/spec/unsupported, podtemplate, x",
        "/spec/unsupported/podTemplate/spec, initContainer, x",
        "/spec/unsupported/podTemplate/spec/initContainers/0, volumeMount, x",
        "/spec/unsupported/podTemplate/spec/containers/0/volumeMounts/0, path, /x",
        "/spec/unsupported/podTemplate/spec/volumes/1/configMap, configMapName, x"
    })
    void wrongFieldIsFound(String where, String field, String value) throws IOException {
        JsonNode resource = read(FOLDER.resolve("keycloak-init-container.yaml"));
        ((ObjectNode) resource.at(where)).put(field, value);

        assertThat(ResourceSchema.ofKeycloak().errors(resource))
                .singleElement()
                .asString()
                .contains(field);
    }

    @Test
    void initContainerFillsTheFolderThatKeycloakReads() throws IOException {
        JsonNode pod = read(FOLDER.resolve("keycloak-init-container.yaml")).at("/spec/unsupported/podTemplate/spec");

        JsonNode keycloak = pod.at("/containers/0/volumeMounts/0");
        assertThat(keycloak.path("mountPath").textValue()).isEqualTo("/opt/keycloak/providers");
        assertThat(pod.at("/initContainers/0/volumeMounts/0/name")).isEqualTo(keycloak.path("name"));
        assertThat(pod.at("/volumes/0/name")).isEqualTo(keycloak.path("name"));
    }
}
