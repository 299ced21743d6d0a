package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** And what one does that verifies JWTs by itself and introspects the rest. */
abstract class JwtVerifyingResourceServerContract extends UncachedResourceServerContract {

    @Test
    void jwtForOthersIsRejected(TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        rejected(server.get(realm.login("alice")));
    }

    @Test
    void jwtWithoutAudienceIsRejected(TestRealm realm) throws Exception {
        realm.updateClient("my-cli", Map.of("fullScopeAllowed", false));
        String jwt = realm.login("alice");
        assertThat(Jwt.claims(jwt)).doesNotContainKey("aud");

        ResourceServer server = server(realm);
        rejected(server.get(jwt));
    }

    @Test
    void jwtIsNotIntrospected(TestRealm realm) throws Exception {
        Mappers.of(realm, "my-cli").audience("catalog-server");

        ResourceServer server = server(realm);
        accepted(server.get(realm.login("alice")));

        assertThat(introspections(realm)).isZero();
    }
}
