package io.mycli.keycloak.apitoken.tests;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

/** Apache httpd with mod_auth_openidc that is told to keep no answer. */
class ModAuthOpenidcUncachedIT extends UncachedResourceServerContract {

    @BeforeAll
    static void require() {
        ApacheServer.require();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return ApacheServer.start(realm, "OIDCOAuthTokenIntrospectionInterval -1");
    }
}
