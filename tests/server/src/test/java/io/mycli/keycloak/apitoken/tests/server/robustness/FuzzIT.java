package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.ServerLog;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to any entry point: nothing is the server's fault, nobody sees a secret, and no token comes or goes
 * but by an answer that says so. The same requests each time, unless {@code -Dfuzz.seed} is another;
 * {@code -Dfuzz.rounds} sets how many for each parameter.
 */
@KeycloakTest
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 7662);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60);
    private static final int THREADS = 4;

    private final Map<Integer, AtomicInteger> statuses = new TreeMap<>();
    private final AtomicInteger revocations = new AtomicInteger();
    private final List<String> problems = new ArrayList<>();

    @Test
    void everyParameterOfEveryEntryPoint(TestRealm realm) throws Exception {
        realm.update(Map.of("accessTokenLifespan", 3600));
        realm.setAttribute("api-tokens.max-per-user", "100000");
        TestRealm.Token kept = realm.createToken();
        List<TestRealm.Token> doomed = IntStream.range(0, 5)
                .mapToObj(i -> realm.createToken("alice", "{\"name\":\"doomed-" + i + "\"}"))
                .toList();
        TestRealm.Token turned = realm.createNamed("alice", "turned");
        String jwt = realm.login("alice");
        openEveryEntryPoint(realm);
        List<FuzzEntryPoints.Parameter> parameters = new FuzzEntryPoints(realm, jwt, kept, turned, doomed).parameters();
        int requests = parameters.size() * ROUNDS;

        Instant start = Instant.now();
        inParallel(requests, number -> send(realm, kept, number, parameters.get(number % parameters.size())));
        System.out.printf(
                "Fuzz: seed %d, %d requests in %s, statuses %s%n",
                SEED, requests, Duration.between(start, Instant.now()), statuses);

        assertThat(problems).isEmpty();
        assertThat(requests).isGreaterThanOrEqualTo(2000);
        realm.assertActive(realm.introspect(kept.secret()));
        assertThat(realm.table().rows()).isEqualTo(2 + doomed.size() + count(201));
        assertThat(liveRows(realm)).isEqualTo(realm.table().rows() - revocations.get());
        Secrets.requireNone("events", realm.allEventsAsText());
        ServerLog.requireNoNewSecret();
    }

    private static void openEveryEntryPoint(TestRealm realm) {
        realm.setAttribute("api-tokens.leak-reports", "true");
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "directAccessGrantsEnabled",
                        true,
                        "attributes",
                        Map.of("standard.token.exchange.enabled", "true")));
        Flows.create(realm, "grant").step("api-token", "REQUIRED").bindTo("directGrantFlow");
    }

    private interface Work {
        void run(int number) throws IOException;
    }

    private static void inParallel(int requests, Work work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                work.run(number);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> worker).toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What it sends follows from the seed and the number alone, whichever thread it is. */
    private void send(TestRealm realm, TestRealm.Token kept, int number, FuzzEntryPoints.Parameter parameter)
            throws IOException {
        RawRequest request = parameter.request().apply(new Fuzz(SEED * 1_000_003 + number));
        RawAnswer answer = request.sendUnchecked();
        Optional<String> problem = problem(realm, kept, request, answer).or(() -> difference(request, answer));
        if (answer.status() == 204 && request.method().equals("DELETE")) {
            revocations.incrementAndGet();
        }
        synchronized (this) {
            statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                    .incrementAndGet();
            problem.ifPresent(what -> problems.add(what + "\n  at request " + number + " of seed " + SEED + ", "
                    + parameter.name() + ":\n" + request.describe() + "\n  answered by\n" + answer.head()
                    + answer.body()));
        }
    }

    private static Optional<String> problem(TestRealm realm, TestRealm.Token kept, RawRequest request, RawAnswer answer)
            throws IOException {
        if (answer.status() == 0 && !request.mustBeAnswered()) {
            return Optional.empty();
        }
        boolean ours = request.target().startsWith(realm.apiTokens());
        if (answer.status() < 200 || answer.status() > 499) {
            return !ours && isOfKeycloak(realm, request, answer)
                    ? Optional.empty()
                    : Optional.of("a status that is nobody's fault but the server's");
        }
        if (answer.status() == 201 || isRotation(request, answer)) {
            Secrets.issued(json(answer).path("token").textValue());
            return Optional.empty();
        }
        if (ours
                && answer.status() >= 400
                && !isOfTheServer(answer)
                && !json(answer).path("error").isTextual()) {
            return Optional.of("a refusal that is not in our words");
        }
        if (answer.body().contains("\"active\":true") && !mayBeActive(request, kept)) {
            return Optional.of("active for something that is no token");
        }
        return hasSecret(answer) ? Optional.of("a secret in the answer") : Optional.empty();
    }

    private static Optional<String> difference(RawRequest request, RawAnswer answer) {
        try {
            answer.requireAsDescribed(request);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean isRotation(RawRequest request, RawAnswer answer) {
        return answer.status() == 200 && request.target().endsWith("/rotate");
    }

    /**
     * A form that cannot be decoded is a 500 at every endpoint of Keycloak, before any provider is asked. On MariaDB so is
     * a character of four bytes that gets into an event: Keycloak keeps it in three. On PostgreSQL so is a NUL, which no
     * text there can hold: Keycloak stores an event with the client id as it was sent.
     */
    private static boolean isOfKeycloak(TestRealm realm, RawRequest request, RawAnswer answer) throws IOException {
        String body = request.body().toLowerCase(Locale.ROOT);
        Database database = KeycloakServer.get().database();
        if ((database.isMariaDb() && hasLongCharacter(request.body()))
                || (database.isPostgres() && body.contains("%00"))) {
            return answer.status() == 500;
        }
        RawRequest other = request.to("/realms/" + realm.name() + "/protocol/openid-connect/revoke");
        return answer.status() == 500 && other.send().withoutDate().equals(answer.withoutDate());
    }

    /** By its first byte, as it is or percent-encoded. */
    private static boolean hasLongCharacter(String body) {
        return body.toLowerCase(Locale.ROOT).contains("%f0") || body.contains("\u00f0");
    }

    /** What is refused before there is a path, and therefore without a body. */
    private static boolean isOfTheServer(RawAnswer answer) {
        return answer.body().isEmpty() && List.of(400, 414, 431).contains(answer.status());
    }

    /** What a JWT may look like is Keycloak's business. */
    private static boolean mayBeActive(RawRequest request, TestRealm.Token kept) {
        String form = Fuzz.decoded(request.body());
        return form.contains("token=" + kept.secret()) || form.contains("token=eyJ");
    }

    private static boolean hasSecret(RawAnswer answer) {
        try {
            Secrets.requireNone("answer", answer.head() + answer.body());
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static JsonNode json(RawAnswer answer) {
        try {
            return new ObjectMapper().readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1));
        } catch (JsonProcessingException e) {
            return new ObjectMapper().missingNode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(int status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    private static long liveRows(TestRealm realm) {
        return KeycloakServer.get()
                .database()
                .number("select count(*) from MYC_API_TOKEN where REALM_ID = ? and REVOKED_AT is null", realm.id());
    }
}
