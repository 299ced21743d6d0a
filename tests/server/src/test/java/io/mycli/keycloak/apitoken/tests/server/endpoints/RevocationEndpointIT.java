package io.mycli.keycloak.apitoken.tests.server.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak's own endpoint (RFC 7009) knows no API tokens (ADR 13). */
@ContractTest
class RevocationEndpointIT {

    @Test
    void answersOkAndRevokesNothing(TestRealm realm) {
        realm.update(Map.of("enabledEventTypes", List.of("REVOKE_GRANT", "REVOKE_GRANT_ERROR")));
        TestRealm.Token token = realm.createToken();

        Response byResourceServer = Http.request()
                .auth()
                .preemptive()
                .basic("catalog-server", TestRealm.SERVER_SECRET)
                .formParam("token", token.secret())
                .post(endpoint(realm));
        Response byPublicClient = Http.request()
                .formParam("client_id", "my-cli")
                .formParam("token", token.secret())
                .formParam("token_type_hint", "access_token")
                .post(endpoint(realm));

        assertThat(List.of(byResourceServer.statusCode(), byPublicClient.statusCode()))
                .containsOnly(200);
        realm.assertActive(realm.introspect(token.secret()));
        assertThat(realm.events("REVOKE_GRANT")).isEmpty();
        Secrets.requireNone("events", realm.allEventsAsText());
    }

    private static String endpoint(TestRealm realm) {
        return "/realms/" + realm.name() + "/protocol/openid-connect/revoke";
    }
}
