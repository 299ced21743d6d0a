package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Reads a JWT without verifying it. */
public final class Jwt {

    private Jwt() {}

    /** Returns the claims. */
    public static Map<String, Object> claims(String jwt) {
        return payload(jwt).getMap("$");
    }

    /** Returns the payload. */
    public static JsonPath payload(String jwt) {
        byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }
}
