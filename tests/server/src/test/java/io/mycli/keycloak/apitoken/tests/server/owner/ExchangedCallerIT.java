package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody for whom somebody else acts manages API tokens, nor a client that got its session by an exchange. */
@KeycloakTest
class ExchangedCallerIT {

    private static final String BODY = """
            {"name":"ci-deploy"}""";

    @Test
    void jwtFromTokenExchange(TestRealm realm) {
        realm.enableExchange("catalog-server");
        realm.setAttribute("api-tokens.clients", "catalog-server my-cli");
        Mappers.of(realm, "my-cli").audience("catalog-server");
        Response exchanged = realm.exchange("catalog-server", realm.login("alice"));
        assertThat(exchanged.statusCode()).as(exchanged.asString()).isEqualTo(200);

        rejected(realm.create(exchanged.path("access_token"), BODY));
    }

    @Test
    void jwtRefreshedAfterTokenExchange(TestRealm realm) {
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled",
                                "true",
                                "standard.token.exchange.enableRefreshRequestedTokenType",
                                "SAME_SESSION")));
        realm.setAttribute("api-tokens.clients", "catalog-server my-cli");
        Mappers.of(realm, "my-cli").audience("catalog-server");
        Mappers.of(realm, "catalog-server").audience("account");
        Response exchanged = realm.exchange(
                "catalog-server",
                realm.login("alice"),
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:refresh_token");
        assertThat(exchanged.statusCode()).as(exchanged.asString()).isEqualTo(200);
        Response refreshed = Http.request()
                .auth()
                .preemptive()
                .basic("catalog-server", TestRealm.SERVER_SECRET)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", exchanged.<String>path("refresh_token"))
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token");
        assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);

        rejected(realm.create(exchanged.path("access_token"), BODY));
        rejected(realm.create(refreshed.path("access_token"), BODY));
    }

    @Test
    void jwtWithAnActor(TestRealm realm) {
        Mappers.of(realm, "my-cli").hardcoded("act.sub", "somebody-else", "String");

        rejected(realm.create(realm.login("alice"), BODY));
    }

    private static void rejected(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(403);
        assertThat(response.<String>path("error")).isEqualTo("SESSION_NOT_ALLOWED");
    }
}
