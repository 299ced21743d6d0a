package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The member {@code scope} of answers. Keycloak adds {@code openid} to the scopes, also where a realm has a scope of this name. */
@ContractTest
class ScopeIT {

    @BeforeEach
    void addScopeOpenid(TestRealm realm) {
        Admin.post(
                realm.adminPath("/client-scopes"),
                Map.of(
                        "name",
                        "openid",
                        "protocol",
                        "openid-connect",
                        "attributes",
                        Map.of("include.in.token.scope", "true")));
        String scope = realm.admin("/client-scopes").path("find { it.name == 'openid' }.id");
        for (String client : new String[] {"api-tokens", "catalog-server", "other-app"}) {
            Admin.put(
                    realm.adminPath("/clients/" + realm.clientUuid(client) + "/optional-client-scopes/" + scope), "{}");
        }
    }

    @Test
    void hasEachScopeOnceInIntrospection(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"a","scope":"openid phone phone openid"}""");

        assertThat(scopes(realm.introspect(token.secret()).path("scope")))
                .contains("openid", "phone")
                .doesNotHaveDuplicates();
    }

    @Test
    void hasEachScopeOnceInDerivedJwtAndItsIntrospection(TestRealm realm) {
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");
        Mappers.of(realm, "other-app").audience("catalog-server");
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"a","scope":"openid phone"}""");

        String jwt = PasswordGrants.grant(realm, "alice", token.secret(), "openid phone phone openid")
                .path("access_token");

        assertThat(scopes(Jwt.payload(jwt).getString("scope")))
                .contains("openid", "phone")
                .doesNotHaveDuplicates();
        assertThat(scopes(realm.introspect(jwt).path("scope"))).doesNotHaveDuplicates();
    }

    private static String[] scopes(String scope) {
        return scope.split(" ");
    }
}
