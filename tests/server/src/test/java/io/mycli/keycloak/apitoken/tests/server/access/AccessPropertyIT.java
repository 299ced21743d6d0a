package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Json;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A property of random choices in random realms: roles, audience and scopes of every answer about a token and about
 * JWTs derived from it are part of what was chosen, and equal to those of the owner's JWT of the same client, cut down
 * to it. {@code -Daccess.cases} sets the number of tokens, {@code -Daccess.seed} repeats a run.
 */
@KeycloakTest
class AccessPropertyIT {

    private static final int CASES = Integer.getInteger("access.cases", 300);
    private static final int CASES_PER_REALM = Math.min(100, Math.max(30, CASES / 100));

    private final Map<String, Integer> distribution = new ConcurrentSkipListMap<>();

    /** Two realms at a time. Each has a seed of its own, so a run can be repeated. */
    @Test
    void answersArePartOfTheChoice() throws Exception {
        long seed = Long.getLong("access.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("-Daccess.cases=" + CASES + " -Daccess.seed=" + seed);
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> realms = new ArrayList<>();
            for (int done = 0; done < CASES; done += CASES_PER_REALM) {
                int cases = Math.min(CASES_PER_REALM, CASES - done);
                long seedOfRealm = random.nextLong();
                realms.add(threads.submit(() -> runRealm(seedOfRealm, cases)));
            }
            for (Future<?> realm : realms) {
                realm.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("Cases by kind: " + distribution);
        assertThat(distribution.keySet()).contains("full", "restricted", "exchanged", "chained");
    }

    private void runRealm(long seed, int count) {
        RandomRealm model = new RandomRealm(new Random(seed));
        TestRealm realm = TestRealm.imported(model::representation);
        Cases cases = new Cases(realm, model);
        for (int i = 0; i < count; i++) {
            cases.run(i);
        }
        realm.discard();
    }

    private void count(String kind) {
        distribution.merge(kind, 1, Integer::sum);
    }

    /** The cases in one realm. */
    private final class Cases {

        private final TestRealm realm;
        private final RandomRealm model;
        private final String jwt;
        private final Set<String> offered;
        private final Map<Set<String>, Map<String, Object>> references = new HashMap<>();

        Cases(TestRealm realm, RandomRealm model) {
            this.realm = realm;
            this.model = model;
            this.jwt = realm.login("alice");
            this.offered = offered(AccessCalls.policy(realm).getMap("$"));
        }

        void run(int number) {
            Set<String> scopes = model.some(List.of("o0", "o1", "o2"), 0.3);
            Map<String, Object> reference = references.computeIfAbsent(scopes, this::reference);
            Set<String> available = Claims.roles(reference);
            available.retainAll(offered);
            Set<String> chosen = model.chance(0.25) ? null : model.some(List.copyOf(available), 0.4);
            Set<String> audience = model.chance(0.6) ? null : audience(scopes);
            TestRealm.Token token = create(number, scopes, chosen, audience);
            count(chosen == null ? "full" : "restricted");
            count(audience == null ? "any server" : "chosen servers");
            Expectation expectation = new Expectation(model, reference, scopes, chosen, audience);
            for (String server : RandomRealm.SERVERS) {
                check(token, server, expectation);
            }
        }

        private Set<String> audience(Set<String> scopes) {
            List<String> offered = RandomRealm.SERVERS.stream()
                    .filter(server -> server.equals("catalog-server")
                            || Claims.list(references.get(scopes).get("aud")).contains(server))
                    .toList();
            Set<String> some = model.some(offered, 0.5);
            return some.isEmpty() ? null : some;
        }

        private Map<String, Object> reference(Set<String> scopes) {
            return Jwt.claims(realm.login(RandomRealm.REFERENCE, "alice", "openid " + String.join(" ", scopes)));
        }

        private static Set<String> offered(Map<String, Object> policy) {
            Set<String> paths = new TreeSet<>(Claims.names((List<?>) policy.get("realmRoles")));
            ((Map<?, ?>) policy.get("clientRoles"))
                    .forEach((client, roles) ->
                            Claims.names((List<?>) roles).forEach(name -> paths.add(client + "/" + name)));
            return paths;
        }

        private TestRealm.Token create(int number, Set<String> scopes, Set<String> chosen, Set<String> audience) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("name", "case " + number);
            body.put("scope", String.join(" ", scopes));
            if (chosen != null) {
                body.put(
                        "realmRoles",
                        chosen.stream().filter(path -> !path.contains("/")).toList());
                body.put(
                        "clientRoles",
                        chosen.stream()
                                .filter(path -> path.contains("/"))
                                .collect(Collectors.groupingBy(
                                        path -> path.split("/", -1)[0],
                                        Collectors.mapping(path -> path.split("/", -1)[1], Collectors.toList()))));
            }
            body.put("audience", audience);
            Response created = realm.create(jwt, Json.of(body));
            assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
            return new TestRealm.Token(Json.text(created, "id"), Json.text(created, "token"));
        }

        private void check(TestRealm.Token token, String server, Expectation expectation) {
            Map<String, Object> answer = Json.object(realm.introspect(server, token.secret()));
            assertThat(answer.get("active")).as(server + " with " + expectation).isEqualTo(expectation.accepts(server));
            if (!expectation.accepts(server)) {
                assertThat(realm.exchange(server, token.secret()).statusCode()).isEqualTo(403);
                return;
            }
            expectation.assertIsAnswer(answer);
            if (model.chance(0.5)) {
                count("exchanged");
                exchange(token.secret(), server, answer, expectation, 2);
            }
        }

        /** Exchanges a token, perhaps the result again, and checks each JWT and its introspection. */
        private void exchange(
                String subject, String server, Map<String, Object> answer, Expectation expectation, int depth) {
            Response exchanged = realm.exchange(server, subject);
            if (exchanged.statusCode() != 200) {
                assertThat(Json.text(exchanged, "error_description"))
                        .isEqualTo("Client is not within the token audience");
                return;
            }
            String derived = Json.text(exchanged, "access_token");
            expectation.assertIsNoMore(Jwt.claims(derived), answer);
            for (String reader : RandomRealm.SERVERS) {
                Map<String, Object> again = Json.object(realm.introspect(reader, derived));
                if (Boolean.TRUE.equals(again.get("active"))) {
                    assertThat(expectation.isChosen(reader)).as(reader).isTrue();
                    expectation.assertIsNoMore(again, answer);
                }
            }
            if (depth > 1 && model.chance(0.5)) {
                count("chained");
                String next = model.chance(0.7) ? server : otherThan(server);
                exchange(derived, next, answer, expectation, depth - 1);
            }
        }

        private String otherThan(String server) {
            return Stream.of("catalog-server", "strict-server")
                    .filter(other -> !other.equals(server))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
