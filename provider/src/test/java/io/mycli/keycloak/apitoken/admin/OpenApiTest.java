package io.mycli.keycloak.apitoken.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.policy.PolicySetting;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;

/** The description of the administrators' API is what the code says. After a change: {@code -Dopenapi.write=true}. */
class OpenApiTest {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    private static final java.nio.file.Path COMMITTED =
            java.nio.file.Path.of("src/main/resources").resolve(AdminApiTokensResource.OPEN_API);

    /** Keycloak's part of the path. */
    @Path("/admin/realms/{realm}/api-tokens")
    static class Root {

        @Path("")
        public AdminApiTokensResource tokens() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void isAsCommitted() throws IOException {
        String generated = generated();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED).hasContent(generated);
    }

    private static String generated() throws IOException {
        return SmallRyeOpenAPI.builder()
                        .withIndex(index())
                        .defaultRequiredProperties(false)
                        .enableStandardFilter(false)
                        .addFilter(new Completion())
                        .build()
                        .toJSON()
                + "\n";
    }

    private static Index index() throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            for (java.nio.file.Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
        }
        indexer.indexClass(Root.class);
        return indexer.complete();
    }

    /** What annotations would have to say again: it is in the code, as the names of parameters and members. */
    private static final class Completion implements OASFilter {

        private static final String STRING = "string";

        @Override
        public void filterOpenAPI(OpenAPI api) {
            api.setOpenapi("3.0.3");
            api.setInfo(OASFactory.createInfo()
                    .title("Keycloak API Tokens: administrators")
                    .version("1")
                    .description(
                            "With an access token for Keycloak's admin API. docs/api.md says what each call means."));
            api.getComponents().addSecurityScheme("bearer", bearer());
            api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme("bearer")));
            Map<String, Schema> schemas = api.getComponents().getSchemas();
            schemas.values()
                    .forEach(schema -> schema.setRequired(
                            List.copyOf(schema.getProperties().keySet())));
            Schema policy = policy();
            api.getComponents().addSchema("Policy", policy);
            api.getComponents()
                    .addSchema(
                            "PolicySettingsRepresentation",
                            policy().required(List.copyOf(policy.getProperties().keySet())));
            api.getComponents().addSchema("BulkRevocation", bulkRevocation());
            api.getComponents().addSchema("NotBefore", object(Map.of("notBefore", STRING, "dryRun", "boolean")));
            api.getComponents().addSchema("Lookup", object(Map.of("secret", STRING)));
            api.getComponents().addSchema("Error", error());
            api.getPaths()
                    .getPathItems()
                    .values()
                    .forEach(path -> path.getOperations().values().forEach(Completion::complete));
        }

        private static void complete(Operation operation) {
            operation.addParameter(OASFactory.createParameter()
                    .name("realm")
                    .in(Parameter.In.PATH)
                    .required(true)
                    .schema(schema(STRING)));
            operation.getResponses().addAPIResponse("default", refusal());
            switch (operation.getOperationId()) {
                case "listApiTokens" ->
                    addQuery(operation, Stream.concat(FilterParameters.NAMES.stream(), QueryParameters.PAGE.stream()));
                case "countApiTokens" ->
                    addQuery(
                            operation,
                            FilterParameters.NAMES.stream().filter(name -> !name.equals(FilterParameters.STATE)));
                case "revokeApiToken" -> addQuery(operation, Stream.of("reason"));
                default -> {
                    // Has its parameters already, or none.
                }
            }
        }

        private static void addQuery(Operation operation, Stream<String> names) {
            names.forEach(name -> operation.addParameter(OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .schema(schema(name.equals("first") || name.equals("max") ? "integer" : STRING))));
        }

        private static Schema policy() {
            Schema policy = object(Map.of());
            PolicySetting.all().forEach(setting -> policy.addProperty(setting.member(), schema(setting)));
            policy.addProperty("notBefore", nullable(schema(STRING)));
            policy.addProperty("problem", nullable(schema(STRING)));
            return policy;
        }

        private static Schema schema(PolicySetting<?> setting) {
            Schema schema = setting.jsonType() == List.class
                    ? schema("array").items(schema(STRING))
                    : schema(setting.jsonType().getSimpleName());
            if (setting.jsonType() == Integer.class) {
                schema.setFormat("int32");
            }
            return setting.isNullable() ? nullable(schema) : schema;
        }

        private static Schema nullable(Schema schema) {
            return schema.addType(Schema.SchemaType.NULL);
        }

        private static Schema bulkRevocation() {
            Schema body = object(Map.of("everything", "boolean", "dryRun", "boolean"));
            FilterParameters.NAMES.forEach(name -> body.addProperty(name, schema(STRING)));
            return body;
        }

        private static Schema error() {
            Schema member = object(Map.of("field", STRING, "code", STRING, "description", STRING));
            member.setRequired(List.of("field", "code", "description"));
            Schema error = object(Map.of("error", STRING, "error_description", STRING, "field", STRING));
            error.addProperty(
                    "errors",
                    OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(member));
            error.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
            error.setRequired(List.of("error"));
            return error;
        }

        private static Schema object(Map<String, String> types) {
            Schema object = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
            new TreeMap<>(types).forEach((name, type) -> object.addProperty(name, schema(type)));
            object.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
            return object;
        }

        private static Schema schema(String type) {
            return OASFactory.createSchema().addType(Schema.SchemaType.valueOf(type.toUpperCase(Locale.ROOT)));
        }

        private static APIResponse refusal() {
            return OASFactory.createAPIResponse()
                    .description("Refused")
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    "application/json",
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("Error"))));
        }

        private static SecurityScheme bearer() {
            return OASFactory.createSecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer");
        }
    }
}
