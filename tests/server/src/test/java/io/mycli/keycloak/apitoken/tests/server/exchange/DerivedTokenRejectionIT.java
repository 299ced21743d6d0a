package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason why a derived JWT is inactive, and cannot be exchanged: told to the event, and to nobody else. */
@ContractTest
class DerivedTokenRejectionIT {

    private static final String INVALID = "Derived JWT is expired, or not signed by this realm";

    @BeforeEach
    void enable(TestRealm realm) {
        realm.enableExchange("catalog-server");
        Mappers.of(realm, "catalog-server").audience("catalog-server");
    }

    @Test
    void afterRevocationOfTheToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String jwt = derived(realm, token.secret());
        realm.assertActive(realm.introspect(jwt));

        realm.revoke(token);

        assertRejected(realm, jwt, "API token is revoked");
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("details.token_id", "userId")
                .containsExactly(token.id(), realm.userId("alice"));
    }

    @Test
    void afterRotationOfTheToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String jwt = derived(realm, token.secret());

        realm.rotated(token, "{}");

        assertRejected(realm, jwt, "Secret of the API token was replaced by rotation");
    }

    /** It was issued after the rotation, and its secret before. */
    @Test
    void ofOldSecretFromBeforeTheNotBefore(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 120);
        TestRealm.Token rotated = realm.rotated(token, """
                {"overlap":"1h"}""");
        String jwt = derived(realm, token.secret());
        String ofNewSecret = derived(realm, rotated.secret());

        realm.setAttribute(
                "api-tokens.not-before", Instant.now().minusSeconds(60).toString());

        realm.assertActive(realm.introspect(ofNewSecret));
        assertRejected(realm, jwt, "API token was issued before the realm's not-before for API tokens");
    }

    @Test
    void whereApiTokensAreDisabled(TestRealm realm) {
        String jwt = derived(realm, realm.createToken().secret());

        realm.setAttribute("api-tokens.enabled", "false");

        assertRejected(realm, jwt, "API tokens are not enabled in this realm");
    }

    @Test
    void ofDisabledOwner(TestRealm realm) {
        String jwt = derived(realm, realm.createToken().secret());

        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        assertRejected(realm, jwt, "Owner of the API token is disabled");
    }

    @Test
    void ofDisabledClient(TestRealm realm) {
        realm.enableExchange("strict-server");
        Mappers.of(realm, "api-tokens").audience("strict-server");
        Mappers.of(realm, "strict-server").audience("catalog-server");
        String jwt =
                realm.exchange("strict-server", realm.createToken().secret()).path("access_token");
        realm.assertActive(realm.introspect(jwt));

        realm.updateClient("strict-server", Map.of("enabled", false));

        assertRejected(realm, jwt, "Client of the derived JWT is disabled");
    }

    @Test
    void ofRenamedOrDeletedClient(TestRealm realm) {
        realm.enableExchange("strict-server");
        Mappers.of(realm, "api-tokens").audience("strict-server");
        Mappers.of(realm, "strict-server").audience("catalog-server");
        String jwt =
                realm.exchange("strict-server", realm.createToken().secret()).path("access_token");

        realm.updateClient("strict-server", Map.of("clientId", "renamed-server"));
        assertRejected(realm, jwt, "Client of the derived JWT does not exist");

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("renamed-server")));
        assertRejected(realm, jwt, "Client of the derived JWT does not exist");
    }

    @Test
    void fromBeforeTheClientsNotBefore(TestRealm realm) {
        String jwt = derived(realm, realm.createToken().secret());

        realm.updateClient("catalog-server", Map.of("notBefore", System.currentTimeMillis() / 1000 + 10));

        assertRejected(realm, jwt, "Derived JWT was issued before the not-before of its client or realm");
    }

    @Test
    void whenExpired(TestRealm realm) {
        realm.update(Map.of("accessTokenLifespan", 1));
        String jwt = derived(realm, realm.createToken().secret());

        Await.until("the JWT has expired", () -> !realm.introspect(jwt).<Boolean>path("active"));

        assertRejected(realm, jwt, INVALID);
    }

    @Test
    void whenAltered(TestRealm realm) {
        String[] parts = derived(realm, realm.createToken().secret()).split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String altered = encoded(payload.replace("\"azp\":\"catalog-server\"", "\"azp\":\"strict-server\""));
        String unsigned = encoded("""
                {"alg":"none","typ":"JWT"}""") + "." + parts[1] + ".";

        assertRejected(realm, parts[0] + "." + altered + "." + parts[2], INVALID);
        assertRejected(realm, parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()), INVALID);
        assertRejected(realm, unsigned, INVALID);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofAnotherRealm(TestRealm realm) {
        TestRealm other = TestRealm.create();
        other.enableExchange("catalog-server");
        String jwt = derived(other, other.createToken().secret());

        assertRejected(realm, jwt, INVALID);
        other.discard();
    }

    /** All that a mapper can do is to take power from a JWT of a login. */
    @ParameterizedTest
    @ValueSource(strings = {"none", ""})
    void whoseOriginIsForgedByMapper(String id, TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Mappers.of(realm, "my-cli")
                .audience("catalog-server")
                .hardcoded("api_token_id", id.isEmpty() ? token.id() : id, "String");

        assertRejected(
                realm, realm.login("alice"), "JWT claims to be derived from an API token, but belongs to a session");
    }

    @Test
    void atServerOutsideTheAudience(TestRealm realm) {
        String jwt = derived(realm, realm.createToken().secret());

        realm.assertRejected(realm.introspect("strict-server", jwt));
        assertThat(realm.rejectionReason()).isEqualTo("Client is not in the audience of the API token");
    }

    private static String derived(TestRealm realm, String secret) {
        Response response = realm.exchange("catalog-server", secret);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }

    private static void assertRejected(TestRealm realm, String jwt, String reason) {
        realm.assertRejected(realm.introspect(jwt));
        assertThat(realm.rejectionReason()).isEqualTo(reason);
        Response exchange = realm.exchange("catalog-server", jwt);
        assertThat(exchange.statusCode()).as(exchange.asString()).isEqualTo(400);
        assertThat(exchange.<String>path("error_description")).isEqualTo("Invalid token");
        assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo(reason);
    }
}
