package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** Apache httpd with mod_auth_openidc that is told to keep no answer. */
class ModAuthOpenidcUncachedIT extends UncachedResourceServerContract {

    @BeforeEach
    void require() {
        ApacheServer.require();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return ApacheServer.start(realm, "OIDCOAuthTokenIntrospectionInterval -1");
    }
}
