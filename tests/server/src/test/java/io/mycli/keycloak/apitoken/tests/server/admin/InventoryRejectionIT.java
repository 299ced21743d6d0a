package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rejected requests for the inventory of tokens. */
@KeycloakTest
@ContractTest
class InventoryRejectionIT {

    @OneRealm
    @ParameterizedTest
    @ValueSource(
            strings = {
                "first=-1",
                "first=x",
                "first=2147483648",
                "first=99999999999999999999",
                "max=-1",
                "max=1001",
                "max=1e3",
                "max=",
                "max=1&max=2",
                "sort=secret",
                "sort=createdAt%20desc",
                "order=up",
                "state=dead",
                "state=",
                "user=",
                "owner=alice",
                "Name=x",
                "name=%20",
                "name=%E2%80%AE",
                "prefix=myc",
                "prefix=myc_3f12c4f",
                "createdBefore=yesterday",
                "createdBefore=1764028800",
                "createdBefore=2026-13-01",
                "createdBefore=2026-11-25T12:00",
                "createdBefore=%2B999999999-01-01T00:00:00Z",
                "unusedSince=-1000-01-01",
                "expiresBefore=25.11.2026"
            })
    void forParametersThatAreNone(String query, TestRealm realm) {
        Inventory.list(realm, "?" + query)
                .then()
                .statusCode(400)
                .body("error", equalTo(query.equals("name=%E2%80%AE") ? "INVALID_NAME" : "INVALID_REQUEST"))
                .body("field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void forSeveralParametersTogether(TestRealm realm) {
        Inventory.list(realm, "?prefix=myc&state=dead&first=x&order=up")
                .then()
                .statusCode(400)
                .body("field", equalTo("prefix"))
                .body("errors.field", equalTo(List.of("prefix", "state", "order", "first")));
        Inventory.list(realm, "?owner=alice&max=1&max=2")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("owner", "max"));
    }

    @Test
    void withoutNameOfUnknownParameterThatMayBeSecret(TestRealm realm) {
        String secret = Secrets.unknown();

        String answer = Inventory.list(realm, "?" + secret + "=x")
                .then()
                .statusCode(400)
                .body("field", nullValue())
                .extract()
                .asString();

        assertThat(answer).doesNotContain(secret.substring(4));
    }

    @Test
    void forTokenThatIsNotInTheRealm(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try {
            TestRealm.Token token = other.createToken();

            for (String id : List.of(token.id(), "00000000-0000-0000-0000-000000000000", "x", "..%2Fusers")) {
                Inventory.get(realm, id).then().statusCode(404);
                Admin.request()
                        .delete("/admin/realms" + realm.adminPath("/api-tokens/" + id))
                        .then()
                        .statusCode(404);
            }
            Inventory.lookup(realm, token.secret()).then().statusCode(404).body("error", equalTo("TOKEN_NOT_FOUND"));
            assertThat(Inventory.ids(realm, "")).isEmpty();
            other.assertActive(other.introspect(token.secret()));
        } finally {
            other.discard();
        }
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", """
            {"secret":null}""", """
            {"secret":"myc_0"}"""})
    void forSecretThatIsNone(String body, TestRealm realm) {
        Inventory.post(realm, "/lookup", body).then().statusCode(body.isEmpty() ? 400 : 404);
    }

    @Test
    void withoutRole(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm other = TestRealm.create();
        try {
            RealmAdmin.grant(other, "alice", "realm-admin");
            RealmAdmin.grant(realm, "bob", "manage-clients", "view-events");
            for (String path : List.of("", "/counts", "/" + token.id(), "/policy")) {
                String url = "/admin/realms" + realm.adminPath("/api-tokens" + path);
                assertThat(Http.request().get(url).statusCode()).as(path).isEqualTo(401);
                assertThat(RealmAdmin.as(realm, "alice").get(url).statusCode())
                        .as(path)
                        .isEqualTo(403);
                assertThat(RealmAdmin.as(realm, "bob").get(url).statusCode())
                        .as(path)
                        .isEqualTo(403);
                assertThat(RealmAdmin.as(other, "alice").get(url).statusCode())
                        .as(path)
                        .isIn(401, 403);
                assertThat(Http.withBearer(token.secret()).get(url).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        } finally {
            other.discard();
        }
    }
}
