package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.mycli.keycloak.apitoken.secret.Sha256;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last use of a token by each resource server, in the token's details. */
@ContractTest
class LastUsesIT {

    private static final long KEPT = Duration.ofDays(30).toSeconds();

    private final Database database = KeycloakServer.get().database();

    @Test
    void detailsNameEachResourceServer(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);

        List<Map<String, String>> uses = ofOwner(realm, token);

        assertThat(uses).extracting(use -> use.get("clientId")).containsExactlyInAnyOrder("catalog-server", "second");
        assertThat(uses)
                .extracting(use -> Instant.parse(use.get("lastUsedAt")))
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .allMatch(time -> time.isAfter(Instant.now().minusSeconds(120)));
        assertThat(ofAdministrator(realm, token)).isEqualTo(uses);
    }

    /** Those of one moment are written together. */
    @Test
    void usesOfManyTokensAtOnceAreEachTheirOwn(TestRealm realm) {
        TestRealm.Token known = usedByTwo(realm);
        database.update("update MYC_API_TOKEN_USE set USED_AT = 5 where TOKEN_ID = ?", known.id());
        database.update("update MYC_API_TOKEN set LAST_USED_AT = 5 where ID = ?", known.id());
        List<TestRealm.Token> both = create(realm, "both", 4);
        List<TestRealm.Token> one = create(realm, "one", 3);
        List<TestRealm.Token> none = create(realm, "none", 2);

        both.forEach(token -> realm.assertActive(realm.introspect(token.secret())));
        both.forEach(token -> realm.assertActive(realm.introspect("second", token.secret())));
        one.forEach(token -> realm.assertActive(realm.introspect("second", token.secret())));

        both.forEach(token -> Await.until("both uses are written", () -> rows(token) == 2));
        one.forEach(token -> Await.until("the use is written", () -> rows(token) == 1));
        assertThat(one)
                .allSatisfy(token -> assertThat(ofOwner(realm, token))
                        .extracting(use -> use.get("clientId"))
                        .containsExactly("second"));
        assertThat(none).allSatisfy(token -> assertThat(ofOwner(realm, token)).isEmpty());
        assertThat(database.number("select max(USED_AT) from MYC_API_TOKEN_USE where TOKEN_ID = ?", known.id()))
                .isEqualTo(5);
    }

    private static List<TestRealm.Token> create(TestRealm realm, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> realm.createToken("alice", "{\"name\":\"" + name + i + "\"}"))
                .toList();
    }

    @Test
    void listsDoNotHaveThem(TestRealm realm) {
        usedByTwo(realm);

        Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens())
                .then()
                .statusCode(200)
                .body("$", everyItem(not(hasKey("lastUses"))));
        Admin.get(realm.adminPath("/api-tokens")).then().body("$", everyItem(not(hasKey("lastUses"))));
    }

    @Test
    void unusedTokenHasNone(TestRealm realm) {
        assertThat(ofOwner(realm, realm.createToken())).isEmpty();
    }

    @Test
    void rotationKeepsThem(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);

        assertThat(ofOwner(realm, realm.rotated(token, "{}"))).hasSize(2);
    }

    @Test
    void secondUseWithinMinuteIsNotWritten(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);
        TestRealm.Token marker = realm.createNamed("alice", "marker");
        List<Map<String, String>> uses = ofOwner(realm, token);

        realm.introspect("second", token.secret());
        realm.introspect(marker.secret());
        LastUsedIT.awaitUse(marker);

        assertThat(ofOwner(realm, token)).isEqualTo(uses);
    }

    @Test
    void laterUseReplacesEarlier(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        insertUse(token, "catalog-server", 5);
        realm.introspect(token.secret());
        LastUsedIT.awaitUse(token);

        assertThat(ofOwner(realm, token))
                .hasSize(1)
                .allSatisfy(use -> assertThat(Instant.parse(use.get("lastUsedAt")))
                        .isAfter(Instant.now().minusSeconds(120)));
    }

    @Test
    void useNeverMovesBack(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        insertUse(token, "catalog-server", ahead);

        realm.introspect(token.secret());
        LastUsedIT.awaitUse(token);

        assertThat(database.number("select USED_AT from MYC_API_TOKEN_USE where TOKEN_ID = ?", token.id()))
                .isEqualTo(ahead);
    }

    /** The row of a token from before this table names one resource server. */
    @Test
    void tokenFromBeforeHasItsLastUse(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "LAST_USED_AT", 3600);
        database.update("update MYC_API_TOKEN set LAST_USED_BY = 'old-server' where ID = ?", token.id());

        assertThat(ofOwner(realm, token)).extracting(use -> use.get("clientId")).containsExactly("old-server");
    }

    @Test
    void onlyLastFiftyResourceServersAreKept(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        IntStream.range(0, 60).forEach(i -> insertUse(token, "server-" + i, i));

        realm.introspect(token.secret());
        LastUsedIT.awaitUse(token);

        assertThat(ofOwner(realm, token))
                .hasSize(50)
                .extracting(use -> use.get("clientId"))
                .contains("catalog-server", "server-59", "server-11")
                .doesNotContain("server-10");
    }

    @Test
    void removedWithTheOwner(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);
        assertThat(rows(token)).isEqualTo(2);

        Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

        assertThat(rows(token)).isZero();
    }

    @Test
    void removedWithTheTokenClient(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("api-tokens")));

        assertThat(rows(token)).isZero();
    }

    /** The administrator still sees that a resource server of the past used the token. */
    @Test
    void keptWithoutTheResourceServer(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("second")));

        assertThat(ofAdministrator(realm, token)).hasSize(2);
    }

    @Test
    void removedByThePurge(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);

        realm.table().age(token, "EXPIRES_AT", KEPT + 1);

        Await.until("the rows are gone", () -> rows(token) == 0);
        assertThat(realm.table().hasRow(token)).isFalse();
    }

    private TestRealm.Token usedByTwo(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"),
                RealmTemplate.resourceServer("second", Map.of("api-tokens.accepted", "true")));
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect("second", token.secret()));
        Await.until("both uses are written", () -> rows(token) == 2);
        return token;
    }

    private void insertUse(TestRealm.Token token, String clientId, long time) {
        database.update(
                "insert into MYC_API_TOKEN_USE (TOKEN_ID, CLIENT_KEY, USED_BY, USED_AT) values (?, ?, ?, ?)",
                token.id(),
                Sha256.hex(clientId),
                clientId,
                time);
    }

    private long rows(TestRealm.Token token) {
        return database.number("select count(*) from MYC_API_TOKEN_USE where TOKEN_ID = ?", token.id());
    }

    private static List<Map<String, String>> ofOwner(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .jsonPath()
                .getList("lastUses");
    }

    private static List<Map<String, String>> ofAdministrator(TestRealm realm, TestRealm.Token token) {
        return Admin.get(realm.adminPath("/api-tokens/" + token.id()))
                .jsonPath()
                .getList("lastUses");
    }
}
