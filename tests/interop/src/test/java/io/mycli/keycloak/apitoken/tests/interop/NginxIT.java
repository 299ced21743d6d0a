package io.mycli.keycloak.apitoken.tests.interop;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** nginx with its modules auth_request and njs. */
class NginxIT extends ProxyContract {

    @BeforeEach
    void require() {
        NginxServer.require();
    }

    @Override
    ResourceServer start(String issuer) throws IOException {
        return NginxServer.start(issuer);
    }
}
