package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only the chosen resource servers accept a token with an audience. */
@ContractTest
class ChosenAudienceIT {

    private static final String NOT_IN_AUDIENCE = "Client is not in the audience of the API token";

    @BeforeEach
    void addToAudience(TestRealm realm) {
        Mappers.of(realm, "api-tokens").audience("strict-server").audience("catalog-server");
    }

    @Test
    void onlyChosenServersAccept(TestRealm realm) {
        String secret = strict(realm);

        realm.assertActive(realm.introspect("strict-server", secret));
        realm.assertRejected(realm.introspect("catalog-server", secret));
        assertThat(realm.rejectionReason()).isEqualTo(NOT_IN_AUDIENCE);
        assertThat(realm.introspect("strict-server", secret).<Object>path("aud"))
                .isEqualTo("strict-server");
    }

    @Test
    void optOutsAcceptNoOthers(TestRealm realm) {
        String secret = strict(realm);
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "api-tokens.accepted", "true",
                                "allow.token.introspection.without.audience.check", "true",
                                "standard.token.exchange.enabled", "true")));
        realm.enableExchange("strict-server");
        Mappers.of(realm, "strict-server").audience("catalog-server").audience("strict-server");

        realm.assertRejected(realm.introspect("catalog-server", secret));
        String jwt = realm.exchange("strict-server", secret).path("access_token");
        assertThat(Jwt.payload(jwt).<Object>get("aud")).isEqualTo("strict-server");
        realm.assertRejected(realm.introspect("catalog-server", jwt));
        assertThat(realm.rejectionReason()).isEqualTo(NOT_IN_AUDIENCE);
        realm.assertActive(realm.introspect("strict-server", jwt));
    }

    @Test
    void othersExchangeNothing(TestRealm realm) {
        realm.enableExchange("catalog-server");
        realm.enableExchange("strict-server");
        Mappers.of(realm, "strict-server").audience("strict-server").audience("catalog-server");
        String secret = strict(realm);
        String jwt = realm.exchange("strict-server", secret).path("access_token");

        for (String subject : new String[] {secret, jwt}) {
            realm.exchange("catalog-server", subject)
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("access_denied"))
                    .body("error_description", equalTo("Client is not within the token audience"));
            assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                    .extracting("details.reason")
                    .isEqualTo(NOT_IN_AUDIENCE);
        }
    }

    @Test
    void othersLogInWithoutSuccess(TestRealm realm) {
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");

        PasswordGrants.rejectedFor(
                realm, PasswordGrants.grant(realm, "other-app", "alice", strict(realm), "openid"), NOT_IN_AUDIENCE);
    }

    @Test
    void deletedServerLeavesTheTokenRestricted(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","audience":["strict-server"]}""");

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("strict-server")));

        realm.assertRejected(realm.introspect("catalog-server", token.secret()));
        assertThat(AccessCalls.get(realm, token).getList("audience")).isEmpty();
    }

    @Test
    void renamedServerStays(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","audience":["strict-server"]}""");

        realm.updateClient(
                "strict-server",
                Map.of("clientId", "renamed-server", "attributes", Map.of("api-tokens.accepted", "true")));

        realm.assertActive(realm.introspect("renamed-server", token.secret()));
        assertThat(AccessCalls.get(realm, token).getList("audience")).containsExactly("renamed-server");
    }

    @Test
    void audienceDoesNotMakeServerAccept(TestRealm realm) {
        String secret = realm.createToken("alice", """
                                {"name":"ci","audience":["strict-server","catalog-server"]}""").secret();
        String mapper = realm.admin("/clients/" + realm.clientUuid("api-tokens"))
                .path("protocolMappers.find { it.config.'included.client.audience' == 'strict-server' }.id");

        Admin.delete(
                realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/protocol-mappers/models/" + mapper));

        realm.assertRejected(realm.introspect("strict-server", secret));
        realm.assertActive(realm.introspect("catalog-server", secret));
    }

    private static String strict(TestRealm realm) {
        return realm.createToken("alice", """
                {"name":"ci","audience":["strict-server"]}""").secret();
    }
}
