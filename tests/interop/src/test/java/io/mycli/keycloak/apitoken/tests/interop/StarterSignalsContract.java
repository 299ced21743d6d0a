package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Signals;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our starter with signals: answers are kept, and a revocation ends them. {@code -Dsignals.revocations} sets how many are
 * timed.
 */
@KeycloakTest
abstract class StarterSignalsContract {

    private static final int REVOCATIONS = Integer.getInteger("signals.revocations", 5);

    abstract ResourceServer start(TestRealm realm, Map<String, Object> properties) throws Exception;

    @BeforeAll
    static void requireFeature() {
        assumeTrue(
                System.getProperty("kc.build.options", "").contains("--feature-ssf=enabled"),
                "Keycloak has Shared Signals with -Pall only");
    }

    @Test
    void answerIsKeptUntilTheRevocation(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token other = realm.createNamed("alice", "other");
        TestRealm.Token marker = marker(realm);
        try (ResourceServer server = start(realm)) {
            awaitSignals(realm, server, marker);
            awaitKept(realm, server, token);
            awaitKept(realm, server, other);

            realm.revoke(token);

            awaitRejected(server, token);
            ResourceServerContract.rejected(server.get(token.secret()));
            ResourceServerContract.accepted(server.get(other.secret()));
        }
    }

    @Test
    void revocationByAnAdministratorAndRemovalOfTheOwnerAreNoticed(TestRealm realm) throws Exception {
        TestRealm.Token alices = realm.createToken();
        TestRealm.Token bobs = realm.createNamed("bob", "bobs");
        TestRealm.Token marker = marker(realm);
        try (ResourceServer server = start(realm)) {
            awaitSignals(realm, server, marker);
            awaitKept(realm, server, alices);
            awaitKept(realm, server, bobs);

            Admin.delete(realm.adminPath("/api-tokens/" + alices.id()));
            Admin.delete(realm.adminPath("/users/" + realm.userId("bob")));

            awaitRejected(server, alices);
            awaitRejected(server, bobs);
        }
    }

    @Test
    void logoutOfJwtIsNoticedAtOnce(TestRealm realm) throws Exception {
        Mappers.of(realm, "my-cli").audience("catalog-server");
        String jwt = realm.login("alice");
        try (ResourceServer server = start(realm)) {
            ResourceServerContract.accepted(server.get(jwt));

            Admin.post(realm.adminPath("/users/" + realm.userId("alice") + "/logout"), Map.of());

            ResourceServerContract.rejected(server.get(jwt));
        }
    }

    /** Two instances of a resource server share a stream. */
    @Test
    void eachInstanceNoticesTheRevocation(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token ofOne = marker(realm);
        TestRealm.Token ofTwo = marker(realm);
        Map<String, Object> properties = properties(realm);
        try (ResourceServer one = start(realm, properties);
                ResourceServer two = start(realm, properties)) {
            awaitSignals(realm, one, ofOne);
            awaitSignals(realm, two, ofTwo);
            awaitKept(realm, one, token);
            awaitKept(realm, two, token);

            realm.revoke(token);

            awaitRejected(one, token);
            awaitRejected(two, token);
        }
    }

    @Test
    void revocationsAreTimed(TestRealm realm) throws Exception {
        realm.setAttribute("api-tokens.max-per-user", "1000");
        List<TestRealm.Token> tokens = IntStream.range(0, REVOCATIONS)
                .mapToObj(i -> realm.createToken("alice", "{\"name\":\"token-" + i + "\"}"))
                .toList();
        TestRealm.Token marker = marker(realm);
        List<Long> millis = new ArrayList<>();
        try (ResourceServer server = start(realm)) {
            awaitSignals(realm, server, marker);
            for (TestRealm.Token token : tokens) {
                awaitKept(realm, server, token);
                realm.revoke(token);
                long revoked = System.nanoTime();
                awaitRejected(server, token);
                millis.add((System.nanoTime() - revoked) / 1_000_000);
            }
        }
        millis.sort(null);
        System.out.printf(
                "%d revocations: rejected after %d ms (median), %d ms (all)%n",
                REVOCATIONS, millis.get(millis.size() / 2), millis.get(millis.size() - 1));
        assertThat(millis).hasSize(REVOCATIONS);
    }

    private ResourceServer start(TestRealm realm) throws Exception {
        return start(realm, properties(realm));
    }

    static Map<String, Object> properties(TestRealm realm) {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.put(
                "keycloak.api-tokens.signals.poll-url",
                Signals.to(realm, "catalog-server", "").poll());
        properties.put("keycloak.api-tokens.signals.interval", "200ms");
        properties.put("keycloak.api-tokens.signals.settle-time", "1s");
        return properties;
    }

    /** A token from before the stream, whose creation is no signal. */
    private static TestRealm.Token marker(TestRealm realm) {
        return realm.createToken("bob", "{\"name\":\"" + System.nanoTime() + "\"}");
    }

    /** Waits until a server receives signals, which takes a moment after its start. */
    private static void awaitSignals(TestRealm realm, ResourceServer server, TestRealm.Token marker) {
        awaitKept(realm, server, marker);
        realm.revoke("bob", marker);
        awaitRejected(server, marker);
    }

    /** Waits until a server has an answer of its own. */
    private static void awaitKept(TestRealm realm, ResourceServer server, TestRealm.Token token) {
        Await.until("the answer is kept", () -> {
            int asked = ResourceServerContract.introspections(realm);
            ResourceServerContract.accepted(server.get(token.secret()));
            return ResourceServerContract.introspections(realm) == asked;
        });
    }

    private static void awaitRejected(ResourceServer server, TestRealm.Token token) {
        Await.until(
                "the revoked token is rejected",
                () -> server.get(token.secret()).statusCode() == 401);
    }
}
