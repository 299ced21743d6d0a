package io.mycli.keycloak.apitoken.tests.support;

import static io.restassured.RestAssured.given;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Keycloak's metrics endpoint. */
public final class Metrics {

    private Metrics() {}

    /** Returns the value of a series, or -1 if there is none. */
    public static double value(String metrics, String name, String tags) {
        Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{" + Pattern.quote(tags) + "\\})? (\\S+)$")
                .matcher(metrics);
        return line.find() ? Double.parseDouble(line.group(1)) : -1;
    }

    /** Returns all metrics, in which there must be no secret. */
    public static String metrics() {
        String metrics = given().baseUri(KeycloakServer.get().managementUrl())
                .get("/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Secrets.requireNone("metrics", metrics);
        return metrics;
    }
}
