package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.restassured.response.Response;
import java.util.Map;

/**
 * One that is not ours, on loopback: {@code GET /catalog} requires a bearer token and answers what it saw of it; {@code
 * GET /deploy} also requires the role {@code deployer} of the client {@code catalog-server}, and answers the caller's
 * name.
 */
interface ResourceServer extends AutoCloseable {

    /** Without a slash at the end. */
    String baseUrl();

    @Override
    void close();

    default Response get(String token) {
        return Http.withBearer(token).get(baseUrl() + "/catalog");
    }

    default Response deploy(String token) {
        return Http.withBearer(token).get(baseUrl() + "/deploy");
    }

    default Response getWithoutToken() {
        return Http.request().get(baseUrl() + "/catalog");
    }

    /** The claims that reached the application, as it names them. */
    default Map<String, Object> seen(Response response) {
        return response.jsonPath().getMap("$");
    }

    /** The caller's name in an answer of {@code /deploy}. */
    default String name(Response response) {
        return response.path("name");
    }
}
