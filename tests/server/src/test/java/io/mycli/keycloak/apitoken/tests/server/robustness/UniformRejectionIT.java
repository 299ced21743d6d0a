package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal is the same to the byte, whatever its reason: nobody learns from it whether there ever was such a token. */
@KeycloakTest
class UniformRejectionIT {

    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString(("catalog-server:" + TestRealm.SERVER_SECRET).getBytes(StandardCharsets.UTF_8));

    private List<String> refusedSecrets;
    private String ofDisabledOwner = "";

    @BeforeEach
    void everyReason(TestRealm realm) {
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        TestRealm.Token expired = realm.createNamed("alice", "expired");
        realm.table().age(expired, "EXPIRES_AT", 1);
        TestRealm.Token disabledOwners = realm.createNamed("bob", "disabled");
        Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("enabled", false));
        String mistyped = Secrets.unknown().replaceAll("[0-9a-f]$", "z");
        ofDisabledOwner = disabledOwners.secret();
        refusedSecrets =
                List.of(Secrets.unknown(), revoked.secret(), expired.secret(), ofDisabledOwner, mistyped, "myc_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/jwt"})
    void atIntrospection(String accept, TestRealm realm) throws IOException {
        for (String secret : refusedSecrets) {
            RawAnswer answer = introspect(realm, secret, accept);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("""
                    {"active":false}""");
            assertThat(answer.withoutDate())
                    .isEqualTo(introspect(realm, refusedSecrets.get(0), accept).withoutDate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void atSelf(String method, TestRealm realm) throws IOException {
        // Who holds the secret of a disabled owner's token can revoke it.
        List<String> rejected = refusedSecrets.stream()
                .filter(secret -> method.equals("GET") || !secret.equals(ofDisabledOwner))
                .toList();
        for (String secret : rejected) {
            RawAnswer answer = self(realm, method, secret);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.withoutDate())
                    .isEqualTo(self(realm, method, refusedSecrets.get(0)).withoutDate());
        }
    }

    @Test
    void whereOnlyJwtWillDo(TestRealm realm) throws IOException {
        String live = realm.createToken().secret();
        RawAnswer toLive =
                RawRequest.of("GET", realm.apiTokens()).withBearer(live).send();

        assertThat(toLive.status()).isEqualTo(403);
        for (String secret : refusedSecrets) {
            RawAnswer answer =
                    RawRequest.of("GET", realm.apiTokens()).withBearer(secret).send();
            assertThat(answer.withoutDate()).isEqualTo(toLive.withoutDate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void toWhoeverAsksForTokenOfSomebodyElse(String method, TestRealm realm) throws IOException {
        TestRealm.Token alices = realm.createToken();
        Admin.put(realm.adminPath("/users/" + realm.userId("bob")), Map.of("enabled", true));
        String bob = realm.login("bob");

        assertThat(byId(realm, method, bob, alices.id()).withoutDate())
                .isEqualTo(
                        byId(realm, method, bob, UUID.randomUUID().toString()).withoutDate());
        realm.assertActive(realm.introspect(alices.secret()));
    }

    private static RawAnswer introspect(TestRealm realm, String secret, String accept) throws IOException {
        return RawRequest.of("POST", realm.introspectionEndpoint())
                .with("Authorization", BASIC)
                .with("Accept", accept)
                .withBody("application/x-www-form-urlencoded", "token=" + secret)
                .send();
    }

    private static RawAnswer self(TestRealm realm, String method, String secret) throws IOException {
        return RawRequest.of(method, realm.apiTokens() + "/self")
                .withBearer(secret)
                .send();
    }

    private static RawAnswer byId(TestRealm realm, String method, String jwt, String id) throws IOException {
        return RawRequest.of(method, realm.apiTokens() + "/" + id)
                .withBearer(jwt)
                .send();
    }
}
