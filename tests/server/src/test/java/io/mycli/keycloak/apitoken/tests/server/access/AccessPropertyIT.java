package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final Map<String, Integer> distribution = new TreeMap<>();

    @Test
    void answersArePartOfTheChoice() {
        long seed = Long.getLong("access.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("-Daccess.cases=" + CASES + " -Daccess.seed=" + seed);
        Random random = new Random(seed);
        for (int done = 0; done < CASES; done += CASES_PER_REALM) {
            RandomRealm model = new RandomRealm(new Random(random.nextLong()));
            TestRealm realm = TestRealm.imported(model::representation);
            Cases cases = new Cases(realm, model);
            for (int i = 0; i < Math.min(CASES_PER_REALM, CASES - done); i++) {
                cases.run(i);
            }
            realm.delete();
        }
        System.out.println("Cases by kind: " + distribution);
        assertThat(distribution.keySet()).contains("full", "restricted", "exchanged", "chained");
    }

    private void count(String kind) {
        distribution.merge(kind, 1, Integer::sum);
    }

    /** The cases in one realm. */
    private final class Cases {

        private final TestRealm realm;
        private final RandomRealm model;
        private final String jwt;
        private final Map<String, Object> policy;
        private final Map<Set<String>, Map<String, Object>> references = new HashMap<>();

        Cases(TestRealm realm, RandomRealm model) {
            this.realm = realm;
            this.model = model;
            this.jwt = realm.login("alice");
            this.policy = AccessCalls.policy(realm).getMap("$");
        }

        void run(int number) {
            Set<String> scopes = model.some(List.of("o0", "o1", "o2"), 0.3);
            Map<String, Object> reference = references.computeIfAbsent(scopes, this::reference);
            Set<String> available = Claims.roles(reference);
            available.retainAll(offered());
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

        private Set<String> offered() {
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
            Response response = realm.create(jwt, Claims.json(body));
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
            return new TestRealm.Token(response.path("id"), response.path("token"));
        }

        private void check(TestRealm.Token token, String server, Expectation expectation) {
            Response response = realm.introspect(server, token.secret());
            assertThat(response.<Boolean>path("active"))
                    .as(server + " with " + expectation)
                    .isEqualTo(expectation.accepts(server));
            if (!expectation.accepts(server)) {
                realm.exchange(server, token.secret()).then().statusCode(403);
                return;
            }
            Map<String, Object> answer = response.jsonPath().getMap("$");
            expectation.assertIsAnswer(answer);
            if (model.chance(0.5)) {
                count("exchanged");
                exchange(token.secret(), server, answer, expectation, 2);
            }
        }

        /** Exchanges a token, perhaps the result again, and checks each JWT and its introspection. */
        private void exchange(
                String subject, String server, Map<String, Object> answer, Expectation expectation, int depth) {
            Response response = realm.exchange(server, subject);
            if (response.statusCode() != 200) {
                assertThat(response.<String>path("error_description"))
                        .isEqualTo("Client is not within the token audience");
                return;
            }
            String derived = response.path("access_token");
            expectation.assertIsNoMore(Jwt.claims(derived), answer);
            for (String reader : RandomRealm.SERVERS) {
                Map<String, Object> again =
                        realm.introspect(reader, derived).jsonPath().getMap("$");
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
