package io.mycli.keycloak.apitoken.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mycli.keycloak.apitoken.ApiTokenCounts;
import io.mycli.keycloak.apitoken.PolicyImpact;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.PolicySetting;
import io.mycli.keycloak.apitoken.representation.ErrorRepresentation;
import io.mycli.keycloak.apitoken.rest.ApiTokensResource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI description of both REST APIs, held against their code. */
class OpenApiTest {

    private static final String OWNERS = "/realms/{realm}/api-tokens";
    private static final String ADMINS = "/admin/realms/{realm}/api-tokens";
    private static final JsonNode API = read();

    private static JsonNode read() {
        try (InputStream file = Responses.class.getResourceAsStream("/META-INF/api-token-openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void operationsAreTheMethodsOfTheResources() {
        Set<String> methods = new TreeSet<>();
        addMethods(ApiTokensResource.class, OWNERS, methods);
        addMethods(AdminApiTokensResource.class, ADMINS, methods);

        assertThat(operations().keySet()).isEqualTo(methods);
        assertThat(operations().values())
                .extracting(operation -> operation.path("operationId").textValue())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    private static void addMethods(Class<?> resource, String parent, Set<String> methods) {
        for (Method method : resource.getMethods()) {
            if (method.isAnnotationPresent(Path.class)) {
                String below = method.getAnnotation(Path.class).value();
                String path = below.isEmpty() ? parent : parent + "/" + below;
                httpMethod(method)
                        .ifPresentOrElse(
                                name -> methods.add(name + " " + path),
                                () -> addMethods(method.getReturnType(), path, methods));
            }
        }
        methods.removeIf(method -> method.startsWith(HttpMethod.OPTIONS));
    }

    /** Empty for the locator of a resource below. */
    private static Optional<String> httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(item -> !item.getKey().equals("parameters"))
                        .forEach(item -> operations.put(
                                item.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), item.getValue())));
        return operations;
    }

    @ParameterizedTest
    @MethodSource("records")
    void propertiesAreTheComponentsOfTheRecord(String schema, Class<?> type) {
        assertThat(types(schema)).isEqualTo(types(type));
        assertThat(schema(schema).path("additionalProperties").isBoolean()).isTrue();
        assertThat(schema(schema).path("additionalProperties").booleanValue()).isFalse();
    }

    /** Every record that is a body, with the name of its schema. */
    static List<Object[]> records() {
        Map<String, Class<?>> records = new TreeMap<>();
        new ClassFileImporter()
                .importPackagesOf(ErrorRepresentation.class).stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .forEach(type -> records.put(
                                type.getName()
                                        .substring(type.getPackageName().length() + 1)
                                        .replace("Representation", "")
                                        .replace("$", ""),
                                type));
        Stream.of(ApiTokenCounts.class, PolicyImpact.class).forEach(type -> records.put(type.getSimpleName(), type));
        records.put("NotBeforeUpdate", NotBeforeUpdate.class.getDeclaredClasses()[0]);
        return records.entrySet().stream()
                .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
                .toList();
    }

    private static Map<String, String> types(Class<?> type) {
        Map<String, String> types = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            // Jackson's annotations are not for components, but get to their accessors.
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                types.putAll(types(component.getType()));
            } else {
                types.put(renamed == null ? component.getName() : renamed.value(), jsonType(component.getType()));
            }
        }
        return types;
    }

    private static String jsonType(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "integer int32";
        }
        if (type == long.class || type == Long.class) {
            return "integer int64";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "array";
        }
        return type == String.class ? "string" : "object";
    }

    private static Map<String, String> types(String schema) {
        Map<String, String> types = new TreeMap<>();
        schema(schema).path("properties").properties().forEach(property -> {
            JsonNode described = resolved(property.getValue());
            String type = described.path("type").asText();
            types.put(
                    property.getKey(),
                    type.equals("integer")
                            ? type + " " + described.path("format").asText()
                            : type);
        });
        return types;
    }

    @Test
    void membersOfThePolicyAreItsSettings() {
        Map<String, String> settings =
                new TreeMap<>(Map.of("notBefore", "string", "problem", "string", "revision", "string"));
        PolicySetting.all().forEach(setting -> settings.put(setting.member(), jsonType(setting.jsonType())));

        assertThat(types("PolicySettingsUpdate")).isEqualTo(settings);
        assertThat(texts(schema("PolicySettings").at("/allOf/1/required")))
                .containsExactlyInAnyOrderElementsOf(settings.keySet());
        PolicySetting.all()
                .forEach(setting -> assertThat(resolved(schema("PolicySettingsUpdate")
                                        .path("properties")
                                        .path(setting.member()))
                                .path("nullable")
                                .asBoolean())
                        .as(setting.member())
                        .isEqualTo(setting.isNullable()));
    }

    /** A member without a value is null in them, not absent; but not in errors. */
    @Test
    void answersHaveAllTheirMembers() {
        Set<String> answers = new TreeSet<>();
        operations()
                .values()
                .forEach(operation -> operation
                        .path("responses")
                        .findValues("$ref")
                        .forEach(reference -> addSchemas(reference.textValue(), answers)));
        answers.removeAll(List.of("Error", "KeycloakError", "PolicySettings", "PolicySettingsUpdate"));

        assertThat(answers).contains("ApiToken", "AdminApiToken", "Policy", "PolicyReportToken");
        assertThat(answers)
                .allSatisfy(name -> assertThat(texts(schema(name).path("required")))
                        .containsExactlyInAnyOrderElementsOf(types(name).keySet()));
    }

    private static void addSchemas(String reference, Set<String> names) {
        JsonNode target = at(reference);
        if (target.has("properties") && !names.add(reference.substring(reference.lastIndexOf('/') + 1))) {
            return;
        }
        target.findValues("$ref").forEach(next -> addSchemas(next.textValue(), names));
    }

    @Test
    void errorsAreThoseOfTheCode() {
        assertThat(texts(schema("ErrorCode").path("enum")))
                .containsExactlyElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void queryParametersAreThoseThatAreRead() {
        List<String> filters = FilterParameters.NAMES;
        Map<String, List<String>> read = new LinkedHashMap<>();
        read.put(
                "GET " + ADMINS,
                Stream.concat(filters.stream(), QueryParameters.PAGE.stream()).toList());
        read.put(
                "GET " + ADMINS + "/counts",
                filters.stream()
                        .filter(name -> !name.equals(FilterParameters.STATE))
                        .toList());
        read.put(
                "GET " + ADMINS + "/export",
                Stream.concat(filters.stream(), Stream.of(TokenExport.FORMAT)).toList());
        read.put("DELETE " + ADMINS + "/{id}", List.of("reason"));
        read.put("GET " + ADMINS + "/service-account-policy", List.of("clientId"));
        read.put("GET " + ADMINS + "/policy/report", annotatedParameters("report"));

        operations()
                .forEach((name, operation) -> assertThat(queryParameters(operation))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(read.getOrDefault(name, List.of())));
    }

    private static List<String> annotatedParameters(String method) {
        return Stream.of(PolicyResource.class.getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .flatMap(found -> Stream.of(found.getParameters()))
                .map((Parameter parameter) ->
                        parameter.getAnnotation(QueryParam.class).value())
                .toList();
    }

    private static List<String> queryParameters(JsonNode operation) {
        return stream(operation.path("parameters"))
                .map(OpenApiTest::resolved)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    @Test
    void revocationOfManyTakesTheFilters() {
        List<String> members = new ArrayList<>(FilterParameters.NAMES);
        members.addAll(List.of("everything", "dryRun"));

        assertThat(types("BulkRevocationRequest").keySet()).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void referencesLeadSomewhere() {
        assertThat(API.findValues("$ref"))
                .hasSizeGreaterThan(100)
                .allSatisfy(reference ->
                        assertThat(at(reference.textValue()).isMissingNode()).isFalse());
    }

    private static JsonNode schema(String name) {
        return API.path("components").path("schemas").path(name);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.path("$ref").textValue()) : node;
    }

    private static JsonNode at(String reference) {
        return API.at(reference.substring(1));
    }

    private static Set<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::textValue).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
