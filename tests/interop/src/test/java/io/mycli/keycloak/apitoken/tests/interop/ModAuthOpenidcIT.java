package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apache httpd with mod_auth_openidc as an OAuth 2.0 resource server. It keeps an answer until its {@code exp}. */
class ModAuthOpenidcIT extends ResourceServerContract {

    @BeforeEach
    void require() {
        ApacheServer.require();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return ApacheServer.start(realm, "");
    }

    @Test
    void answerIsKept(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        accepted(server.get(token.secret()));
        accepted(server.get(token.secret()));

        assertThat(introspections(realm)).isEqualTo(1);
    }

    @Test
    void revokedApiTokenIsRejectedOnceTheKeptAnswerHasExpired(TestRealm realm) throws Exception {
        realm.update(Map.of("accessTokenLifespan", 5));
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        accepted(server.get(token.secret()));
        realm.revoke(token);

        Await.until(
                "the revoked token is refused", () -> server.get(token.secret()).statusCode() == 401);
    }
}
