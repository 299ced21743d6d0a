package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Vert.x Web, which verifies JWTs and asks about all else. */
class VertxIT extends JwtVerifyingResourceServerContract {

    private static final Pattern LISTENING = Pattern.compile("port (\\d+)\\s");

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return JavaServer.start(
                "vertx",
                "vertx.jar",
                LISTENING,
                Map.of(
                        "ISSUER",
                        KeycloakServer.get().baseUrl() + "/realms/" + realm.name(),
                        "CLIENT_ID",
                        "catalog-server",
                        "CLIENT_SECRET",
                        TestRealm.SERVER_SECRET));
    }
}
