package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.Test;

/** And what one does that keeps no answer. */
abstract class UncachedResourceServerContract extends ResourceServerContract {

    @Test
    void eachRequestIsAnIntrospectionAndTheFirstAfterRevocationIsRejected(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        accepted(server.get(token.secret()));
        accepted(server.get(token.secret()));
        assertThat(introspections(realm)).isEqualTo(2);

        realm.revoke(token);

        rejected(server.get(token.secret()));
    }
}
