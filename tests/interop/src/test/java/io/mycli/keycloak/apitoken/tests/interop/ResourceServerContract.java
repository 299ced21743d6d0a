package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every resource server does that introspects as the client {@code catalog-server}. */
abstract class ResourceServerContract extends StartedOnceContract {

    @Test
    void apiTokenIsAcceptedAndItsClaimsAreSeen(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci-deploy","profile":"team-a","expiresIn":"30d"}""");

        ResourceServer server = server(realm);
        Response answer = accepted(server.get(token.secret()));

        Map<String, Object> seen = server.seen(answer);
        assertThat(seen)
                .containsEntry("sub", realm.userId("alice"))
                .containsEntry("token_name", "ci-deploy")
                .containsEntry("token_profile", "team-a")
                .doesNotContainKey("secret");
        assertThat(Long.parseLong(String.valueOf(seen.get("token_expires_at"))))
                .isEqualTo(realm.introspect(token.secret()).jsonPath().getLong("token_expires_at"));
    }

    @Test
    void apiTokenThatNeverExpiresIsAccepted(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        Response answer = accepted(server.get(token.secret()));

        assertThat(server.seen(answer)).doesNotContainKeys("token_profile", "token_expires_at");
    }

    @Test
    void jwtIsAcceptedBesideIt(TestRealm realm) throws Exception {
        Mappers.of(realm, "my-cli").audience("catalog-server");
        String jwt = realm.login("alice");

        ResourceServer server = server(realm);
        Response answer = accepted(server.get(jwt));

        assertThat(server.seen(answer))
                .containsEntry("sub", realm.userId("alice"))
                .doesNotContainKey("token_name");
    }

    @Test
    void roleOfTheTokenOpensWhatRequiresIt(TestRealm realm) throws Exception {
        Roles.of(realm).clientRole("catalog-server", "deployer").giveClientRoles("alice", "catalog-server", "deployer");
        TestRealm.Token full = realm.createToken("alice", """
                {"name":"full"}""");
        TestRealm.Token chosen = realm.createToken("alice", """
                {"name":"chosen","clientRoles":{"catalog-server":["deployer"]}}""");

        ResourceServer server = server(realm);
        Response withJwt = accepted(server.deploy(realm.login("alice")));

        assertThat(server.name(withJwt)).isNotNull();
        for (TestRealm.Token token : List.of(full, chosen)) {
            assertThat(server.name(accepted(server.deploy(token.secret())))).isEqualTo(server.name(withJwt));
        }
    }

    @Test
    void withoutTheRoleItIsForbidden(TestRealm realm) throws Exception {
        Roles.of(realm)
                .clientRole("catalog-server", "deployer")
                .clientRole("strict-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer")
                .giveClientRoles("alice", "strict-server", "deployer");
        Mappers.of(realm, "my-cli").audience("catalog-server");
        TestRealm.Token others = realm.createToken("alice", """
                {"name":"others","clientRoles":{"strict-server":["deployer"]}}""");

        ResourceServer server = server(realm);
        accepted(server.get(others.secret()));
        forbidden(server.deploy(others.secret()));
        forbidden(server.deploy(realm.login("bob")));
    }

    @Test
    void revokedApiTokenIsRejected(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);

        ResourceServer server = server(realm);
        rejected(server.get(token.secret()));
    }

    @Test
    void expiredApiTokenIsRejected(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", 1);

        ResourceServer server = server(realm);
        rejected(server.get(token.secret()));
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "myc_0", UNKNOWN})
    void garbageIsRejected(String garbage, TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        rejected(server.get(garbage));
    }

    /** Of the right form and checksum; nobody's. */
    private static final String UNKNOWN = "myc_0123456789abcdef0123456789abcdef012345672a342d20";

    @Test
    void noTokenIsRejected(TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        rejected(server.getWithoutToken());
    }

    static Response accepted(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private static void forbidden(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(403);
    }

    static void rejected(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).startsWithIgnoringCase("Bearer");
    }

    /** How often the realm was asked about a live token. */
    static int introspections(TestRealm realm) {
        return realm.events("INTROSPECT_TOKEN").size();
    }
}
