package io.mycli.keycloak.apitoken.tests;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Reads a JWT without verifying it. */
final class Jwt {

    private Jwt() {}

    static Map<String, Object> claims(String jwt) {
        return payload(jwt).getMap("$");
    }

    static JsonPath payload(String jwt) {
        byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }
}
