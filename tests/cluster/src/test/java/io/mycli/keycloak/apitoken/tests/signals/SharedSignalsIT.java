package io.mycli.keycloak.apitoken.tests.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.Signals;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Keycloak's transmitter of Shared Signals tells a resource server about API tokens (CAEP 1.0 section 3.3). */
@KeycloakTest
class SharedSignalsIT {

    private final Receiver receiver = new Receiver();
    private TestRealm realm;

    @BeforeEach
    void configure(TestRealm testRealm) {
        realm = testRealm;
        createResourceServer("caching-server").push(receiver.url(), Receiver.AUTHORIZATION);
    }

    private Signals createResourceServer(String clientId) {
        Admin.post(
                realm.adminPath("/clients"),
                RealmTemplate.resourceServer(clientId, Map.of("api-tokens.accepted", "true")));
        return Signals.to(realm, clientId, receiver.url());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void creationAndRotationAreUpdates() {
        TestRealm.Token token = realm.createToken();
        realm.rotated(token, "{}");

        Await.until("both are received", () -> changes(token).count() == 2);
        assertThat(changes(token)).allSatisfy(change -> {
            assertThat(change).containsEntry("change_type", "update").containsEntry("initiating_entity", "user");
            assertThat(change)
                    .containsEntry("credential_type", "api-token")
                    .containsEntry("kc_credential_user_label", "ci-deploy");
        });
    }

    @Test
    void revocationByTheOwnerIsTheirs() {
        TestRealm.Token token = realm.createToken();
        String id = realm.introspect("caching-server", token.secret()).path("jti");

        realm.revoke(token);

        assertThat(awaitEnd(token)).containsEntry("initiating_entity", "user").containsEntry("kc_credential_id", id);
        JsonPath signal = receiver.received().get(receiver.received().size() - 1);
        assertThat(signal.getString("iss")).endsWith("/realms/" + realm.name());
        assertThat(signal.getString("aud")).startsWith("caching-server");
        assertThat(signal.getString("sub_id.sub")).isEqualTo(realm.userId("alice"));
    }

    @Test
    void revocationByTheHolderIsReceived() {
        TestRealm.Token token = realm.createToken();

        Http.withBearer(token.secret())
                .delete(realm.apiTokens() + "/self")
                .then()
                .statusCode(204);

        awaitEnd(token);
    }

    @Test
    void revocationByAnAdministratorIsTheirs() {
        TestRealm.Token token = realm.createToken();

        Admin.delete(realm.adminPath("/api-tokens/" + token.id()));

        assertThat(awaitEnd(token)).containsEntry("initiating_entity", "admin");
    }

    @Test
    void leakedTokenIsReceived() {
        TestRealm.Token token = realm.createToken();

        Admin.delete(realm.adminPath("/api-tokens/" + token.id() + "?reason=leaked"));

        assertThat(awaitEnd(token)).containsEntry("initiating_entity", "admin");
    }

    @Test
    void eachOfManyIsReceived() {
        List<TestRealm.Token> tokens = Stream.of("one", "two", "three")
                .map(name -> realm.createNamed("alice", name))
                .toList();
        TestRealm.Token other = realm.createNamed("bob", "other");

        Admin.post(realm.adminPath("/api-tokens/revoke"), Map.of("user", realm.userId("alice")));

        tokens.forEach(token -> assertThat(awaitEnd(token)).containsEntry("initiating_entity", "admin"));
        assertThat(ends(other)).isEmpty();
    }

    @Test
    void notBeforeIsReceivedForEachToken() {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);

        Admin.put(realm.adminPath("/api-tokens/not-before"), Map.of("notBefore", "now"));

        awaitEnd(token);
        assertThat(realm.events("REMOVE_CREDENTIAL").get(0))
                .extracting("details.reason")
                .isEqualTo("not_before");
    }

    /** Keycloak's event listener {@code email} would wait for the mail server, and this realm's signals with it. */
    @Test
    void notBeforeOfRealmWithMailsOfEventsIsNotAnnounced() {
        TestRealm slow = TestRealm.create();
        try (BadMailServer server = BadMailServer.silent(slow)) {
            slow.setAttribute("api-tokens.mail-created", "false");
            slow.setAttribute("api-tokens.mail-revoked", "false");
            slow.setAttribute("ssf.transmitterEnabled", "true");
            TestRealm.Token unheard = slow.createToken();
            slow.table().age(unheard, "CREATED_AT", 60);
            slow.update(Map.of("eventsListeners", List.of("jboss-logging", "email")));
            Admin.put(slow.adminPath("/api-tokens/not-before"), Map.of("notBefore", "now"));
            Await.until(
                    "the token is revoked",
                    () -> KeycloakServer.get()
                                    .database()
                                    .number(
                                            "select count(*) from MYC_API_TOKEN where ID = ? and REVOKED_AT is not null",
                                            unheard.id())
                            == 1);

            // Announced after it, by the same task.
            notBeforeIsReceivedForEachToken();

            assertThat(slow.events("REMOVE_CREDENTIAL")).isEmpty();
            assertThat(server.connections()).isZero();
        } finally {
            slow.delete();
        }
    }

    @Test
    void expiryIsReceived() {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ends","expiresIn":"1h"}""");
        realm.table().endsIn(token, Duration.ofSeconds(-1));

        awaitEnd(token);
    }

    /** A signal would say that the token was changed, and a thousand of them would hold up the end of another. */
    @Test
    void comingExpiryIsNotAnnounced() {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"soon","expiresIn":"30d"}""");
        realm.table().endsIn(token, Duration.ofDays(6));
        Await.until(
                "the notice is due later",
                () -> KeycloakServer.get()
                                .database()
                                .number("select count(*) from MYC_API_TOKEN where ID = ? and NOTICE_AT > 1", token.id())
                        == 1);
        realm.table().endsIn(token, Duration.ofSeconds(-1));

        awaitEnd(token);

        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);
    }

    /** Keycloak itself sends no signal of it. */
    @Test
    void removalOfTheOwnerIsReceivedForEachLiveToken() {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        awaitEnd(revoked);

        Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

        awaitEnd(token);
        assertThat(ends(revoked)).hasSize(1);
    }

    @Test
    void receiverThatWasAwayGetsItLater() {
        TestRealm.Token token = realm.createToken();
        receiver.answerWith(503);
        realm.revoke(token);
        Await.until("it was tried", () -> realm.events("REMOVE_CREDENTIAL").size() == 1);

        receiver.answerWith(202);

        awaitEnd(token);
    }

    /** For a resource server that Keycloak cannot reach (RFC 8936). */
    @Test
    void revocationIsPolled() {
        String url = createResourceServer("polling-server").poll();
        String bearer = serviceAccountToken("polling-server", "ssf.read");
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);

        Await.until("the end is polled", () -> poll(url, bearer).stream().anyMatch(signal -> isEnd(signal, token)));
    }

    private String serviceAccountToken(String clientId, String scope) {
        return Http.request()
                .auth()
                .preemptive()
                .basic(clientId, TestRealm.SERVER_SECRET)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                .path("access_token");
    }

    private static List<JsonPath> poll(String url, String bearer) {
        return Http.withBearer(bearer)
                .contentType(ContentType.JSON)
                .body(Map.of("returnImmediately", true))
                .post(URI.create(url).getPath())
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, String>>path("sets")
                .values()
                .stream()
                .map(Jwt::payload)
                .toList();
    }

    @Test
    void nothingMoreIsWrittenWithoutTransmitter() {
        realm.setAttribute("ssf.transmitterEnabled", "false");
        TestRealm.Token token = realm.createToken();

        Admin.delete(realm.adminPath("/api-tokens/" + token.id()));

        assertThat(adminEvents("DELETE", "api-tokens/*")).hasSize(1);
        assertThat(adminEvents("ACTION", "users/*")).isEmpty();
    }

    private List<Object> adminEvents(String operation, String resourcePath) {
        return realm.admin("/admin-events?operationTypes=" + operation + "&resourcePath=" + resourcePath)
                .jsonPath()
                .getList("$");
    }

    private Map<String, Object> awaitEnd(TestRealm.Token token) {
        Await.until(
                "the end is received", Duration.ofMinutes(3), () -> ends(token).size() > 0);
        return ends(token).get(0);
    }

    private List<Map<String, Object>> ends(TestRealm.Token token) {
        return changes(token).filter(SharedSignalsIT::isEnd).toList();
    }

    private Stream<Map<String, Object>> changes(TestRealm.Token token) {
        return receiver.received().stream()
                .map(SharedSignalsIT::change)
                .filter(change -> token.id().equals(change.get("kc_credential_id")));
    }

    private static boolean isEnd(JsonPath signal, TestRealm.Token token) {
        return isEnd(change(signal)) && token.id().equals(change(signal).get("kc_credential_id"));
    }

    private static boolean isEnd(Map<String, Object> change) {
        return "delete".equals(change.get("change_type"));
    }

    private static Map<String, Object> change(JsonPath signal) {
        return signal.<Map<String, Map<String, Object>>>get("events").get(Signals.CREDENTIAL_CHANGE);
    }
}
