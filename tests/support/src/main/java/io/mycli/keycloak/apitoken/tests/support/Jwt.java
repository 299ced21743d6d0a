package io.mycli.keycloak.apitoken.tests.support;

import com.fasterxml.jackson.core.type.TypeReference;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** Reads a JWT without verifying it. */
public final class Jwt {

    private Jwt() {}

    /** Returns the claims. */
    public static Map<String, Object> claims(String jwt) {
        try {
            return JsonSerialization.mapper.readValue(text(jwt), new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the payload. */
    public static JsonPath payload(String jwt) {
        return JsonPath.from(text(jwt));
    }

    private static String text(String jwt) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
