package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Quarkus OIDC as it comes: it verifies JWTs by itself and introspects the rest. */
class QuarkusIT extends JwtVerifyingResourceServerContract {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return start(realm, "prod");
    }

    static ResourceServer start(TestRealm realm, String profile) throws IOException {
        return JavaServer.start(
                "quarkus",
                "quarkus-app/quarkus-run.jar",
                LISTENING,
                Map.of(
                        "QUARKUS_PROFILE",
                        profile,
                        "QUARKUS_HTTP_PORT",
                        "0",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        KeycloakServer.get().baseUrl() + "/realms/" + realm.name(),
                        "QUARKUS_OIDC_CREDENTIALS_SECRET",
                        TestRealm.SERVER_SECRET));
    }
}
