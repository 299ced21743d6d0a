package io.mycli.keycloak.apitoken.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The schema of a custom resource, from its CRD. A cluster drops fields it does not know and says nothing; here they are
 * errors.
 */
final class ResourceSchema {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonSchema schema;

    private ResourceSchema(JsonNode crd) {
        ObjectNode root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
        // Those of every resource; a CRD does not list them.
        ObjectNode properties = root.withObject("/properties");
        properties.putObject("apiVersion").put("const", apiVersion(crd));
        properties.putObject("kind").put("const", crd.at("/spec/names/kind").textValue());
        properties.putObject("metadata").put("type", "object");
        refuseUnknownFields(root);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    /** The CRD that {@code -Dkeycloak.crd=FILE} names, such as the operator's own; else the one of our model. */
    static ResourceSchema ofKeycloak() throws IOException {
        String file = System.getProperty("keycloak.crd", "");
        return new ResourceSchema(
                file.isEmpty() ? generated() : YAML.readTree(Path.of(file).toFile()));
    }

    private static JsonNode generated() throws IOException {
        Path folder = Files.createTempDirectory("crd");
        new CRDGenerator()
                .customResourceClasses(KeycloakResource.class)
                .inOutputDir(folder.toFile())
                .generate();
        try (var files = Files.list(folder)) {
            Path file = files.findAny().orElseThrow();
            JsonNode crd = YAML.readTree(file.toFile());
            Files.delete(file);
            Files.delete(folder);
            return crd;
        }
    }

    private static String apiVersion(JsonNode crd) {
        return crd.at("/spec/group").textValue() + "/"
                + crd.at("/spec/versions/0/name").textValue();
    }

    private static void refuseUnknownFields(JsonNode node) {
        if (node.path("properties").isObject()
                && !node.has("additionalProperties")
                && !node.path("x-kubernetes-preserve-unknown-fields").booleanValue()) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(ResourceSchema::refuseUnknownFields);
    }

    List<String> errors(JsonNode resource) {
        return schema.validate(resource).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
