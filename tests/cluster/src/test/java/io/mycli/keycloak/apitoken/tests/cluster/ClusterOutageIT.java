package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DatabaseProxy;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node whose database goes away and comes back, is read-only, or slow: it answers 5xx, or as ever, and nothing else.
 */
@KeycloakTest
class ClusterOutageIT {

    private static final DistributionServer HERE = DistributionServer.ofThisRun();
    private static final Database DATABASE = HERE.database();

    private static DatabaseProxy proxy;
    private static DistributionServer there;

    @BeforeAll
    static void joinNodeBehindProxy() {
        proxy = DATABASE.proxy();
        there = HERE.join("proxied", "--db-url=" + DATABASE.urlThrough(proxy), "--db-pool-max-size=10");
    }

    @AfterAll
    static void stopNode() throws IOException {
        proxy.mend();
        Secrets.requireNone("log of the node behind the proxy", there.log());
        there.stop();
        proxy.close();
    }

    @AfterEach
    void mend() {
        proxy.mend();
    }

    @Test
    void databaseGoesAwayAndComesBack(TestRealm realm) {
        // Keycloak itself would want to store events, and fails with any request that leaves one.
        realm.update(Map.of("eventsEnabled", false, "adminEventsEnabled", false));
        realm.enableExchange("catalog-server");
        TestRealm.Token warm = realm.createNamed("alice", "warm");
        TestRealm.Token cold = realm.createNamed("alice", "cold");
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        String jwt = realm.login("alice");
        String tokens = list(realm, jwt).asString();
        exchange(realm, warm).then().statusCode(200);
        realm.assertActive(realm.introspectAt(there, warm.secret()));
        realm.assertActive(realm.introspectAt(there, warm.secret()));

        proxy.cut();

        realm.assertActive(realm.introspectAt(there, warm.secret()));
        for (TestRealm.Token token : List.of(cold, revoked)) {
            requireOAuth(realm.introspectAt(there, token.secret()));
            requireOAuth(exchange(realm, token));
            require(at(token.secret()).get(realm.apiTokens() + "/self"));
            require(at(token.secret()).delete(realm.apiTokens() + "/self"));
        }
        require(list(realm, jwt));
        require(create(realm, jwt));
        require(at(jwt).delete(realm.apiTokens() + "/" + cold.id()));

        proxy.mend();

        Await.until("the node has its database again", () -> list(realm, jwt).statusCode() == 200);
        realm.assertActive(realm.introspectAt(there, cold.secret()));
        realm.assertRejected(realm.introspectAt(there, revoked.secret()));
        create(realm, jwt).then().statusCode(201);
        assertThat(tokens).contains(warm.id(), cold.id());
        Await.until(
                "the use during the outage is written",
                () -> DATABASE.number("select count(LAST_USED_AT) from MYC_API_TOKEN where ID = ?", warm.id()) == 1);
    }

    @Test
    void readOnlyDatabaseChangesNothing(TestRealm realm) {
        realm.update(Map.of("eventsEnabled", false, "adminEventsEnabled", false));
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");
        list(realm, jwt).then().statusCode(200);

        setReadOnly("on");
        try {
            require(create(realm, jwt));
            require(at(jwt).delete(realm.apiTokens() + "/" + token.id()));
            require(at(jwt).contentType(ContentType.JSON)
                    .body("{}")
                    .post(realm.apiTokens() + "/" + token.id() + "/rotate"));
            require(at(token.secret()).delete(realm.apiTokens() + "/self"));
            realm.assertActive(realm.introspectAt(there, token.secret()));
        } finally {
            setReadOnly("off");
        }

        realm.assertActive(realm.introspectAt(there, token.secret()));
        assertThat(realm.table().rows()).isEqualTo(1);
        Await.until("tokens can be created again", () -> create(realm, jwt).statusCode() == 201);
    }

    @Test
    void slowDatabaseAnswersLater(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        proxy.slowDown(Duration.ofSeconds(1));

        realm.assertActive(realm.introspectAt(there, token.secret()));
        create(realm, jwt).then().statusCode(201);
        list(realm, jwt).then().statusCode(200);
        at(jwt).delete(realm.apiTokens() + "/" + token.id()).then().statusCode(204);
        realm.assertRejected(realm.introspectAt(there, token.secret()));
    }

    private static void setReadOnly(String setting) {
        DATABASE.update("alter system set default_transaction_read_only = " + setting);
        DATABASE.number("select count(pg_reload_conf())");
        Await.until(
                "read-only is " + setting,
                () -> DATABASE.number(
                                "select count(*) where current_setting('default_transaction_read_only') = ?", setting)
                        == 1);
    }

    private static RequestSpecification at(String bearer) {
        return Http.withBearer(bearer).baseUri(there.baseUrl());
    }

    private static Response list(TestRealm realm, String jwt) {
        return at(jwt).get(realm.apiTokens());
    }

    private static Response create(TestRealm realm, String jwt) {
        Response response = at(jwt).contentType(ContentType.JSON).body("""
                        {"name":"new"}""").post(realm.apiTokens());
        if (response.statusCode() == 201) {
            Secrets.issued(response.path("token"));
        }
        return response;
    }

    private static Response exchange(TestRealm realm, TestRealm.Token token) {
        return realm.exchangeAt(there, "catalog-server", token.secret());
    }

    private static void require(Response answer) {
        answer.then().statusCode(503).header("Retry-After", equalTo("5")).body("error", equalTo("SERVICE_UNAVAILABLE"));
    }

    private static void requireOAuth(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("error", equalTo("temporarily_unavailable"));
    }
}
