package io.mycli.keycloak.apitoken.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;

/** A request's body: one JSON object of limited size, with known members of the right types only. */
public final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body of at most 16 KiB.
     *
     * @param members that it may have
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    public static JsonBody read(KeycloakSession session, InputStream body, Set<String> members) {
        return read(session, body, members, MAX_BYTES);
    }

    /** The same with another limit. */
    public static JsonBody read(KeycloakSession session, InputStream body, Set<String> members, int maxBytes) {
        requireJson(session);
        JsonBody json = parse(bytes(body, maxBytes));
        json.requireKnown(members);
        return json;
    }

    /** The same for a body that may also be empty, which is then an object without members. */
    public static JsonBody readOptional(KeycloakSession session, InputStream body, Set<String> members) {
        byte[] bytes = bytes(body, MAX_BYTES);
        return bytes.length == 0
                ? new JsonBody(JsonNodeFactory.instance.objectNode())
                : read(session, new ByteArrayInputStream(bytes), members);
    }

    private static JsonBody parse(byte[] bytes) {
        JsonNode node;
        try {
            node = READER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw invalid("Send well-formed JSON.");
        } catch (IOException e) {
            throw incomplete();
        }
        if (!node.isObject()) {
            throw invalid("Send a JSON object, for example {\"name\":\"ci-deploy\"}.");
        }
        return new JsonBody(node);
    }

    private static void requireJson(KeycloakSession session) {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType())) {
            throw new ApiTokenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
        }
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ApiTokenException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed, without Content-Encoding.");
        }
    }

    private static byte[] bytes(InputStream body, int most) {
        byte[] bytes;
        try {
            bytes = body == null ? new byte[0] : body.readNBytes(most + 1);
        } catch (IOException e) {
            throw incomplete();
        }
        if (bytes.length > most) {
            throw new ApiTokenException(ErrorCode.PAYLOAD_TOO_LARGE, "Send at most " + most / 1024 + " KiB.");
        }
        return bytes;
    }

    private void requireKnown(Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiTokenException.unknown(
                        name, "Send only the members " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    /** Values by name, each of its type or null. */
    public Map<String, Object> values(Map<String, Class<?>> types) {
        Validation validation = new Validation();
        Map<String, Object> values = new HashMap<>();
        types.forEach((name, type) -> values.put(name, validation.check(() -> value(name, type))));
        validation.requireValid();
        return values;
    }

    private Object value(String name, Class<?> type) {
        if (!has(name) || type == Object.class) {
            return null;
        }
        return type == Boolean.class
                ? flag(name)
                : type == Integer.class ? number(name) : type == String.class ? string(name) : strings(name, 1000);
    }

    /** Null where it is missing or null. */
    public String string(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid("Send " + name + " as a string.", name);
        }
        return value.textValue();
    }

    /** An array, which must be there. */
    public List<String> strings(String name, int most) {
        JsonNode values = object.path(name);
        if (!values.isArray() || values.size() > most) {
            throw invalid("Send " + name + " as an array of at most " + most + " strings.", name);
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw invalid("Send " + name + " as an array of strings.", name);
            }
            strings.add(value.textValue());
        }
        return strings;
    }

    /** False where it is missing or null. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /** Something else where it is missing or null. */
    public boolean flag(String name, boolean fallback) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw invalid("Send " + name + " as true or false.", name);
        }
        return value.booleanValue();
    }

    /** A whole number that is not negative; null where it is missing or null. */
    public Integer number(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw invalid("Send " + name + " as a whole number, 0 or more.", name);
        }
        return value.intValue();
    }

    /** Whether it has this member, and it is not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    private static ApiTokenException incomplete() {
        return invalid("Send the body completely, in UTF-8.");
    }

    private static ApiTokenException invalid(String description) {
        return invalid(description, null);
    }

    private static ApiTokenException invalid(String description, String field) {
        return new ApiTokenException(ErrorCode.INVALID_REQUEST, description, field);
    }
}
