package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.Test;

/** And what one does that verifies JWTs by itself and introspects the rest. */
abstract class JwtVerifyingResourceServerContract extends UncachedResourceServerContract {

    @Test
    void jwtIsNotIntrospected(TestRealm realm) throws Exception {
        Mappers.of(realm, "my-cli").audience("catalog-server");

        try (ResourceServer server = start(realm)) {
            accepted(server.get(realm.login("alice")));
        }

        assertThat(introspections(realm)).isZero();
    }
}
