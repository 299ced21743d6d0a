package io.mycli.keycloak.apitoken.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mycli.keycloak.apitoken.policy.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ErrorCode;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;

/** A request's body: one JSON object of limited size, with known members of the right types only. */
final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_BYTES_OF_LEAKED = 64 * 1024;
    private static final int MOST_LEAKED = 1000;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private static final String NAME = "name";
    private static final String EXPIRES_IN = "expiresIn";
    private static final String PROFILE = "profile";
    private static final String SCOPE = "scope";
    private static final String OVERLAP = "overlap";
    private static final String TOKENS = "tokens";

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body of a <em>create</em>.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static NewApiTokenRepresentation newApiToken(KeycloakSession session, InputStream body) {
        requireJson(session);
        JsonBody json = parse(bytes(body));
        json.requireKnown(Set.of(NAME, EXPIRES_IN, PROFILE, SCOPE));
        return new NewApiTokenRepresentation(
                json.string(NAME), json.string(EXPIRES_IN), json.string(PROFILE), json.string(SCOPE));
    }

    /**
     * Reads the body of a <em>rotate</em>, which may be empty.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static RotationRepresentation rotation(KeycloakSession session, InputStream body) {
        byte[] bytes = bytes(body);
        if (bytes.length == 0) {
            return new RotationRepresentation(null);
        }
        requireJson(session);
        JsonBody json = parse(bytes);
        json.requireKnown(Set.of(OVERLAP));
        return new RotationRepresentation(json.string(OVERLAP));
    }

    /**
     * Reads the body of a report of leaks.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static List<String> leaked(KeycloakSession session, InputStream body) {
        requireJson(session);
        JsonBody json = parse(bytes(body, MAX_BYTES_OF_LEAKED));
        json.requireKnown(Set.of(TOKENS));
        return json.strings(TOKENS, MOST_LEAKED);
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
    }

    private static byte[] bytes(InputStream body) {
        return bytes(body, MAX_BYTES);
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
            if (!known.contains(names.next())) {
                throw invalid("Send only the members " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private String string(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid("Send " + name + " as a string.");
        }
        return value.textValue();
    }

    private List<String> strings(String name, int most) {
        JsonNode values = object.path(name);
        if (!values.isArray() || values.size() > most) {
            throw invalid("Send " + name + " as an array of at most " + most + " strings.");
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw invalid("Send " + name + " as an array of strings.");
            }
            strings.add(value.textValue());
        }
        return strings;
    }

    private static ApiTokenException incomplete() {
        return invalid("Send the body completely, in UTF-8.");
    }

    private static ApiTokenException invalid(String description) {
        return new ApiTokenException(ErrorCode.INVALID_REQUEST, description);
    }
}
