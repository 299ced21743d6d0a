package io.mycli.keycloak.apitoken.tests.support;

import static io.restassured.RestAssured.given;

import io.mycli.keycloak.apitoken.tests.support.server.Await;
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

    /** Returns how many checks found a token in the cache, or did not. */
    public static double cacheRequests(boolean areHits) {
        return value(
                metrics(), "keycloak_api_token_cache_requests_total", areHits ? "result=\"hit\"" : "result=\"miss\"");
    }

    /**
     * Checks a token until it is cached. The first check finds it and the second caches it, or a later one where the
     * database's transactions repeat what they first read, as MariaDB's do. For tests that run alone.
     */
    public static void awaitCached(TestRealm realm, TestRealm.Token token) {
        Await.until("the token is cached", () -> {
            double hits = cacheRequests(true);
            realm.assertActive(realm.introspect(token.secret()));
            return cacheRequests(true) > hits;
        });
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
