package io.mycli.keycloak.apitoken.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/**
 * The reader of request bodies: one JSON object of limited size, with known members of exactly their types. A member
 * that is null counts as missing. Types are String, Boolean, Integer (0 or more), List (of strings) and Map (of such
 * lists). No other class uses Jackson's databind, whose packages have other names in Jackson 3.
 */
public final class BodyReader {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_ITEMS = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(coercion ->
                    Stream.of(CoercionInputShape.values()).forEach(it -> coercion.setCoercion(it, CoercionAction.Fail)))
            .build();

    private static final JavaType STRINGS = MAPPER.getTypeFactory().constructCollectionType(List.class, String.class);

    private static final JavaType LISTS_BY_NAME =
            MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, MAPPER.constructType(String.class), STRINGS);

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            String.class, "a string",
            Boolean.class, "true or false",
            Integer.class, "a whole number, 0 or more",
            List.class, "an array of at most " + MAX_ITEMS + " strings",
            Map.class, "an object with arrays of strings");

    static {
        MAPPER.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    }

    private BodyReader() {}

    /**
     * Reads a body of at most 16 KiB.
     *
     * @param type has the members as components, each of one of the types above
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    public static <T extends Record> T read(KeycloakSession session, InputStream body, Class<T> type) {
        return read(session, body, type, MAX_BYTES);
    }

    /** Reads a body of at most so many bytes. */
    public static <T extends Record> T read(KeycloakSession session, InputStream body, Class<T> type, int maxBytes) {
        Map<String, Class<?>> types = Stream.of(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, BodyReader::typeOf));
        return MAPPER.convertValue(read(session, body, types, maxBytes), type);
    }

    private static Class<?> typeOf(RecordComponent member) {
        if (!EXPECTED.containsKey(member.getType())) {
            throw new IllegalArgumentException(member + " has a type that no member can have");
        }
        return member.getType();
    }

    /** Reads a body; an empty one counts as an object without members. */
    public static <T extends Record> T readOptional(KeycloakSession session, InputStream body, Class<T> type) {
        byte[] bytes = bytes(body, MAX_BYTES);
        return bytes.length == 0
                ? MAPPER.convertValue(Map.of(), type)
                : read(session, new ByteArrayInputStream(bytes), type);
    }

    /** Reads the values of members by name; the values of a member of type Object are ignored. */
    public static Map<String, Object> read(KeycloakSession session, InputStream body, Map<String, Class<?>> types) {
        return read(session, body, types, MAX_BYTES);
    }

    private static Map<String, Object> read(
            KeycloakSession session, InputStream body, Map<String, Class<?>> types, int maxBytes) {
        requireJson(session);
        return values(bytes(body, maxBytes), types);
    }

    static Map<String, Object> values(byte[] bytes, Map<String, Class<?>> types) {
        JsonNode object = parse(bytes);
        Map<String, Object> values = new HashMap<>();
        Validation validation = new Validation();
        object.fieldNames().forEachRemaining(name -> validation.require(() -> requireKnown(name, types)));
        types.forEach((name, type) -> {
            if (object.hasNonNull(name) && type != Object.class) {
                values.put(name, validation.check(() -> value(name, object.get(name), type)));
            }
        });
        validation.requireValid();
        return values;
    }

    private static void requireJson(KeycloakSession session) {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType())) {
            throw new ApiTokenException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is not supported. Send application/json.");
        }
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ApiTokenException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Encoding is not supported. Send the body uncompressed.");
        }
    }

    private static byte[] bytes(InputStream body, int max) {
        byte[] bytes;
        try {
            bytes = body == null ? new byte[0] : body.readNBytes(max + 1);
        } catch (IOException e) {
            throw incomplete();
        }
        if (bytes.length > max) {
            throw new ApiTokenException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "The body is too large. Send at most " + max / 1024 + " KiB.");
        }
        return bytes;
    }

    private static JsonNode parse(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw incomplete();
        }
        if (!node.isObject()) {
            throw invalid("The body is no JSON object. Send one, for example {\"name\":\"ci-deploy\"}.");
        }
        return node;
    }

    private static ApiTokenException malformed(JsonProcessingException e) {
        return e.getProcessor() instanceof JsonParser parser
                        && e.getOriginalMessage().startsWith("Duplicate")
                ? ApiTokenException.unexpected(
                        parser.getParsingContext().getCurrentName(), "A member is repeated. Send it once.")
                : invalid("The body is not well-formed JSON. Correct it.");
    }

    private static void requireKnown(String name, Map<String, Class<?>> types) {
        if (!types.containsKey(name)) {
            throw ApiTokenException.unexpected(
                    name,
                    "The member is unknown. Known are: " + String.join(", ", new TreeSet<>(types.keySet())) + ".");
        }
    }

    private static Object value(String name, JsonNode node, Class<?> type) {
        Object value;
        try {
            value = MAPPER.readerFor(javaType(type)).readValue(node);
        } catch (IOException e) {
            throw wrongType(name, type);
        }
        if ((value instanceof Integer number && number < 0)
                || (value instanceof List<?> items && items.size() > MAX_ITEMS)
                || (value instanceof Map<?, ?> lists && lists.size() > MAX_ITEMS)) {
            throw wrongType(name, type);
        }
        return value;
    }

    private static JavaType javaType(Class<?> type) {
        return type == List.class ? STRINGS : type == Map.class ? LISTS_BY_NAME : MAPPER.constructType(type);
    }

    private static ApiTokenException wrongType(String name, Class<?> type) {
        String expected = Objects.requireNonNull(EXPECTED.get(type));
        return new ApiTokenException(
                ErrorCode.INVALID_REQUEST, "The member has a wrong type. Send " + expected + ".", name);
    }

    private static ApiTokenException incomplete() {
        return invalid("The request body is incomplete or not valid UTF-8.");
    }

    private static ApiTokenException invalid(String description) {
        return new ApiTokenException(ErrorCode.INVALID_REQUEST, description);
    }
}
