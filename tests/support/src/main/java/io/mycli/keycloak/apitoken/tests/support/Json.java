package io.mycli.keycloak.apitoken.tests.support;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** JSON of requests and answers. REST-assured compiles a script for each path; this is for what every test reads. */
public final class Json {

    /** Keycloak's leaves them out. */
    private static final ObjectMapper WITH_NULLS = new ObjectMapper();

    private Json() {}

    /** Returns a member that is a string, or null where it is missing. */
    public static String text(Response response, String member) {
        return tree(response).path(member).textValue();
    }

    /** Returns a string by its JSON pointer (RFC 6901), or null where it is missing. */
    public static String textAt(Response response, String pointer) {
        return tree(response).at(pointer).textValue();
    }

    /** Returns an answer that is an object, which the caller may change. */
    public static Map<String, Object> object(Response response) {
        return objectAt(response, "");
    }

    /** Returns an object by its JSON pointer. */
    public static Map<String, Object> objectAt(Response response, String pointer) {
        return JsonSerialization.mapper.convertValue(tree(response).at(pointer), new TypeReference<>() {});
    }

    /** Returns an answer that is an array of objects. */
    public static List<Map<String, Object>> objects(Response response) {
        return JsonSerialization.mapper.convertValue(tree(response), new TypeReference<>() {});
    }

    /** Returns a value as JSON, with members that are null. */
    public static String of(Object value) {
        try {
            return WITH_NULLS.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Response response) {
        try {
            return JsonSerialization.mapper.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
