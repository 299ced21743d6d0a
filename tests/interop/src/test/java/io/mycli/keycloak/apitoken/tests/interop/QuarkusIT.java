package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;

/** Quarkus OIDC as it comes: it verifies JWTs by itself and introspects the rest. */
class QuarkusIT extends JwtVerifyingResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return QuarkusServer.start(realm);
    }
}
