package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.restassured.response.Response;

/** A proxy in front of an application. */
interface ProxyServer extends ResourceServer {

    Program program();

    HeadersBackend backend();

    int port();

    @Override
    default String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The backend answers the claims that it was given. */
    @Override
    default String name(Response response) {
        return response.path("username");
    }

    @Override
    default void close() {
        try {
            program().close();
        } finally {
            backend().close();
        }
    }
}
