package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * However often and in whatever order an API token is exchanged: no JWT that comes of it manages API tokens. All that
 * stands in the way is the descent: each client here is on the realm's list and in everybody's audience.
 */
@KeycloakTest
class ExchangeChainIT {

    private static final int DEPTH = 3;
    private static final List<String> CLIENTS = List.of("catalog-server", "strict-server", "third-server");

    private static final long SEED = Long.getLong("exchange.seed", System.nanoTime());
    private final Random random = new Random(SEED);

    @BeforeEach
    void letEveryClientDoEverything(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"),
                RealmTemplate.resourceServer("third-server", Map.of("api-tokens.accepted", "true")));
        Mappers tokenClient = Mappers.of(realm, "api-tokens");
        for (String client : CLIENTS) {
            realm.enableExchange(client);
            tokenClient.audience(client);
            Mappers mappers = Mappers.of(realm, client).audience("account").hardcoded("api_token_id", "none", "String");
            CLIENTS.forEach(mappers::audience);
        }
        realm.setAttribute("api-tokens.clients", "my-cli " + String.join(" ", CLIENTS));
    }

    @Test
    void noChainOfExchangesEndsInCreation(TestRealm realm) {
        TestRealm.Token token = token(realm);

        List<String> jwts = List.of(token.secret());
        for (int depth = 1; depth <= DEPTH; depth++) {
            jwts = exchangeEachByEach(realm, jwts);
            assertThat(jwts).hasSize((int) Math.pow(CLIENTS.size(), depth));
            for (String jwt : jwts) {
                assertThat(Jwt.claims(jwt)).as(seed()).containsEntry("api_token_id", token.id());
                assertManagesNothing(realm, token, jwt);
            }
        }

        assertThat(realm.table().rows()).isEqualTo(1);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void revokedTokenEndsTheChain(TestRealm realm) {
        TestRealm.Token token = token(realm);
        List<String> jwts = exchangeEachByEach(realm, List.of(token.secret()));

        realm.revoke(token);

        for (String jwt : jwts) {
            for (String client : CLIENTS) {
                assertThat(realm.exchange(client, jwt).statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void rotationEndsTheChainOfTheOldSecret(TestRealm realm) {
        TestRealm.Token token = token(realm);
        List<String> jwts = exchangeEachByEach(realm, List.of(token.secret()));

        TestRealm.Token rotated = realm.rotated(token, "{}");

        for (String jwt : jwts) {
            assertThat(realm.exchange("catalog-server", jwt).statusCode()).isEqualTo(400);
        }
        exchangeEachByEach(realm, List.of(rotated.secret()));
    }

    @Test
    void chainOfTheOldSecretEndsWithTheOverlap(TestRealm realm) {
        TestRealm.Token token = token(realm);
        String before = exchangeEachByEach(realm, List.of(token.secret())).get(0);
        realm.rotate(token, """
                {"overlap":"1h"}""").then().statusCode(200);

        List<String> first = exchangeEachByEach(realm, List.of(token.secret(), before));
        List<String> second = exchangeEachByEach(realm, first);

        Object end = Jwt.claims(first.get(0)).get("token_expires_at");
        assertThat(end).isNotNull();
        assertThat(second).allSatisfy(jwt -> assertThat(Jwt.claims(jwt)).containsEntry("token_expires_at", end));
        realm.table().age(token, "PREVIOUS_VALID_UNTIL", 1);
        assertThat(realm.exchange("catalog-server", before).statusCode()).isEqualTo(400);
    }

    /** The overlap is longer than the token now lives. */
    @Test
    void chainOfTheOldSecretEndsWithTheToken(TestRealm realm) {
        TestRealm.Token token = token(realm);
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        Response rotated = realm.rotate(token, """
                {"overlap":"7d"}""");
        String jwt = exchangeEachByEach(realm, List.of(token.secret())).get(0);

        rotated.then().body("previousValidUntil", equalTo(rotated.path("expiresAt")));
        realm.table().age(token, "EXPIRES_AT", 1);
        realm.assertRejected(realm.introspect(jwt));
        assertThat(realm.exchange("catalog-server", jwt).statusCode()).isEqualTo(400);
    }

    @Test
    void laterOverlapDoesNotReviveTheChainOfAnEarlierSecret(TestRealm realm) {
        TestRealm.Token token = token(realm);
        List<String> jwts = exchangeEachByEach(realm, List.of(token.secret()));
        TestRealm.Token rotated = realm.rotated(token, "{}");

        realm.rotate(rotated, """
                {"overlap":"1h"}""").then().statusCode(200);

        for (String jwt : jwts) {
            assertThat(realm.exchange("catalog-server", jwt).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void overlapKeepsTheChainOfTheSecretThatItReplaces(TestRealm realm) {
        TestRealm.Token rotated = realm.rotated(token(realm), "{}");
        realm.table().age(rotated, "CREATED_AT", 120);
        realm.table().age(rotated, "ROTATED_AT", 60);
        List<String> jwts = exchangeEachByEach(realm, List.of(rotated.secret()));

        realm.rotate(rotated, """
                {"overlap":"1h"}""").then().statusCode(200);

        exchangeEachByEach(realm, jwts);
    }

    @Test
    void markCannotBeForged(TestRealm realm) {
        TestRealm.Token token = token(realm);
        String jwt = exchangeEachByEach(realm, List.of(token.secret())).get(0);
        String[] parts = jwt.split("\\.", -1);
        String forged = parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length());

        assertThat(realm.exchange("catalog-server", forged).statusCode()).isEqualTo(400);
    }

    private static TestRealm.Token token(TestRealm realm) {
        return realm.createToken("alice", """
                {"name":"ci-deploy","scope":"phone address"}""");
    }

    private List<String> exchangeEachByEach(TestRealm realm, List<String> subjects) {
        List<String> jwts = new ArrayList<>();
        for (String subject : subjects) {
            for (String client : CLIENTS) {
                Response response = realm.exchange(client, subject, someParameters());
                assertThat(response.statusCode())
                        .as("%s: %s", seed(), response.asString())
                        .isEqualTo(200);
                jwts.add(response.path("access_token"));
            }
        }
        return jwts;
    }

    /** None that narrows the audience: the next client of the chain has to be in it. */
    private String[] someParameters() {
        return switch (random.nextInt(4)) {
            case 0 -> new String[] {"scope", "openid"};
            case 1 -> new String[] {"scope", "openid phone address"};
            case 2 -> new String[] {"requested_token_type", "urn:ietf:params:oauth:token-type:access_token"};
            default -> new String[0];
        };
    }

    private void assertManagesNothing(TestRealm realm, TestRealm.Token token, String jwt) {
        assertUnauthorized(realm.create(jwt, """
                {"name":"created"}"""));
        assertUnauthorized(realm.rotate(jwt, token, "{}"));
        assertUnauthorized(Http.withBearer(jwt).get(realm.apiTokens()));
        assertUnauthorized(Http.withBearer(jwt).delete(realm.apiTokens() + "/" + token.id()));
        assertThat(Http.withBearer(jwt).get(realm.apiTokens() + "/self").statusCode())
                .isEqualTo(401);
        assertThat(Http.withBearer(jwt)
                        .accept("application/json")
                        .get("/realms/" + realm.name() + "/account")
                        .statusCode())
                .as("account API, %s", seed())
                .isEqualTo(401);
    }

    private void assertUnauthorized(Response response) {
        assertThat(response.statusCode())
                .as("%s: %s", seed(), response.asString())
                .isEqualTo(401);
        assertThat(response.<String>path("error")).isEqualTo("UNAUTHORIZED");
    }

    private static String seed() {
        return "-Dexchange.seed=" + SEED;
    }
}
