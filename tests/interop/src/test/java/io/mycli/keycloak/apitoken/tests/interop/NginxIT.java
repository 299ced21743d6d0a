package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** nginx with its modules auth_request and njs. */
class NginxIT extends UncachedResourceServerContract {

    @BeforeEach
    void require() {
        NginxServer.require();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return NginxServer.start(realm);
    }

    @Test
    void callerCannotSendClaims(TestRealm realm) throws IOException {
        TestRealm.Token token = realm.mint();

        try (ResourceServer server = start(realm)) {
            var answer = accepted(Http.withBearer(token.secret())
                    .header("OIDC_CLAIM_username", "admin")
                    .header("OIDC-CLAIM-token_profile", "admin")
                    .get(server.baseUrl() + "/catalog"));

            assertThat(server.seen(answer)).containsEntry("username", "alice").doesNotContainKey("token_profile");
        }
    }
}
