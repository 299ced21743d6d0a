package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caddy, which asks nginx with njs about each request. */
class CaddyIT extends ProxyContract {

    @BeforeEach
    void require() {
        CaddyServer.require();
    }

    @Override
    ResourceServer start(String issuer) throws IOException {
        return CaddyServer.start(issuer);
    }

    @Test
    void noMethodIsExempt(TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        assertThat(Http.request().head(server.baseUrl() + "/catalog").statusCode())
                .isEqualTo(401);
        assertThat(Http.request().options(server.baseUrl() + "/catalog").statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodyPassesWithoutVerifier(TestRealm realm) throws IOException {
        TestRealm.Token token = realm.createToken();

        try (CaddyServer server = CaddyServer.of(realm)) {
            accepted(server.get(token.secret()));

            server.verifier().close();

            assertThat(server.get(token.secret()).statusCode()).isEqualTo(502);
        }
    }

    @Test
    void addressThatTheVerifierDoesNotKnowLetsNobodyPass(TestRealm realm) throws IOException {
        TestRealm.Token token = realm.createToken();

        try (CaddyServer server = CaddyServer.of(realm)) {
            assertThat(Http.withBearer(token.secret())
                            .get(server.verifier().baseUrl() + "/role/deploier")
                            .statusCode())
                    .isEqualTo(503);
        }
    }
}
