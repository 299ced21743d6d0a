package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A token that was asked about lately, and yet dies at once; {@link WarmCheckIT} is about what it costs. */
@KeycloakTest
class CacheIT {

    private static final int THREADS = 4;

    /** Checks that come at once may share a select; each gets its own answer. */
    @Test
    void firstChecksAtOnceFindEachItsOwn(TestRealm realm) throws Exception {
        TestRealm.Token replaced = realm.createNamed("alice", "token-0");
        Map<String, String> nameOfSecret = new HashMap<>();
        nameOfSecret.put(replaced.secret(), "token-0");
        nameOfSecret.put(realm.rotated(replaced, """
                {"overlap":"1h"}""").secret(), "token-0");
        for (int i = 1; i < 10; i++) {
            String name = "token-" + i;
            nameOfSecret.put(realm.createNamed("alice", name).secret(), name);
        }
        List<String> secrets = new ArrayList<>(nameOfSecret.keySet());
        secrets.addAll(Stream.generate(Secrets::unknown).limit(30).toList());
        Collections.shuffle(secrets);

        List<Response> answers = Parallel.requests(secrets.size(), number -> realm.introspect(secrets.get(number)));

        for (int i = 0; i < secrets.size(); i++) {
            String name = nameOfSecret.get(secrets.get(i));
            assertThat(answers.get(i).<Boolean>path("active")).isEqualTo(name != null);
            assertThat(answers.get(i).<String>path("token_name")).isEqualTo(name);
        }
    }

    @RepeatedTest(5)
    void revokedTokenIsDeadAtOnce(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        realm.revoke(token);

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("API token is revoked");
    }

    @Test
    void revokedTokenOfFederatedUserIsDeadAtOnce(TestRealm realm) {
        ListedUsers.cachedIn(realm, "carol");
        TestRealm.Token token = warm(realm, "carol");

        realm.revoke("carol", token);

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void tokenThatDestroyedItselfIsDeadAtOnce(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Http.withBearer(token.secret())
                .delete(realm.apiTokens() + "/self")
                .then()
                .statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @RepeatedTest(5)
    void revokedTokenIsDeadAtOnceUnderLoad(TestRealm realm) throws Exception {
        TestRealm.Token token = warm(realm);
        AtomicBoolean revoked = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> servers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                servers.add(threads.submit(() -> acceptedAfter(revoked, realm, token)));
            }
            realm.revoke(token);
            revoked.set(true);
            for (Future<Integer> server : servers) {
                assertThat(server.get()).isZero();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Asks until the revocation was answered, and a while longer; how often the answer was wrong. */
    private static int acceptedAfter(AtomicBoolean revoked, TestRealm realm, TestRealm.Token token) {
        int wrong = 0;
        for (int after = 0; after < 20; ) {
            boolean mustBeRefused = revoked.get();
            Response answer = realm.introspect(token.secret());
            if (mustBeRefused) {
                after++;
                wrong += answer.<Boolean>path("active") ? 1 : 0;
            }
        }
        return wrong;
    }

    @Test
    void tokenOfDisabledUserIsDeadAtOnce(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void tokenOfDeletedUserIsDeadAtOnce(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void tokenStaysDeadWhenTheTokenClientComesBack(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("api-tokens")));
        realm.setAttribute("api-tokens.enabled", "true");
        TestRealm.Token successor = realm.createToken();

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(successor.secret()));
    }

    @Test
    void tokenExpiresWhileItIsWarm(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", -10);
        realm.assertActive(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(token.secret()));

        Await.until(
                "the token is expired", () -> !realm.introspect(token.secret()).<Boolean>path("active"));

        assertThat(realm.rejectionReason()).isEqualTo("API token is expired");
    }

    @Test
    void revocationInTheDatabaseItselfIsNoticed(TestRealm realm) {
        TestRealm.Token token = warm(realm);

        realm.table().age(token, "REVOKED_AT", 0);

        Await.until(
                "the token is refused", () -> !realm.introspect(token.secret()).<Boolean>path("active"));
    }

    /** The first check finds the owner, the second puts the token beside them, from the third on it is warm. */
    static TestRealm.Token warm(TestRealm realm) {
        return warm(realm, "alice");
    }

    static TestRealm.Token warm(TestRealm realm, String username) {
        TestRealm.Token token = realm.createNamed(username, "ci-deploy");
        for (int i = 0; i < 3; i++) {
            realm.assertActive(realm.introspect(token.secret()));
        }
        return token;
    }
}
