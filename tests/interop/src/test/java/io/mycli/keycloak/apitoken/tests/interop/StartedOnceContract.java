package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealmName;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests of a resource server that knows a realm by its address. It is started once: the tests have a realm of their own
 * each, one after another at that address.
 */
@KeycloakTest
@OneRealmName
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StartedOnceContract {

    private ResourceServer server;

    /** Starts one for a realm; the caller stops it. */
    abstract ResourceServer start(TestRealm realm) throws Exception;

    /** Returns the server of all tests here; the first of them starts it. */
    final ResourceServer server(TestRealm realm) throws Exception {
        if (server == null) {
            server = start(realm);
        }
        return server;
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
