package io.mycli.keycloak.apitoken.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what administrators do: the first page of the inventory with a thousand and with a million tokens, the
 * revocation of a hundred thousand beside introspections, and that of the rest by a not-before. {@code bench/admin} starts it.
 */
public final class AdminBench {

    private static final Path WORK = Path.of("bench", "target", "admin");

    /** Whose last tokens are asked about while others are revoked. */
    private static final int HOT_USERS = 1000;

    private static final int USERS = 91_000;
    private static final int REQUESTS = 31;
    /** Four keep two cores busy; one leaves some of them to the database, as in a server that is not at its limit. */
    private static final int[] CONNECTIONS = {4, 4, 1, 1};

    private final DistributionServer node;
    private final BenchRealm realm;
    private final Seed seed;
    private final Path hotTokens = WORK.resolve("tokens");

    private AdminBench() {
        Bench.say("Starting PostgreSQL and Keycloak " + KeycloakServer.version());
        Database database = Database.postgres(Meter.DATABASE_CONFIGURATION);
        this.node = DistributionServer.start("admin-bench", database, Map.of(), Map.of());
        this.realm = BenchRealm.create(node);
        this.seed = new Seed(database, realm.id());
    }

    /** Takes no arguments. */
    public static void main(String... arguments) throws IOException {
        Files.createDirectories(WORK);
        new AdminBench().run();
        System.exit(0); // the servers end with this process
    }

    private void run() throws IOException {
        Bench.say("Making users and tokens");
        seed.users(USERS);
        seed.tokens(0, HOT_USERS, 1);
        seed.variety();
        seed.settle();
        questions().values().forEach(path -> millis(path, REQUESTS)); // until the JIT compiler has seen it
        Map<String, Double> small = times();
        seed.tokens(0, USERS, 11);
        seed.variety();
        List<String> live = seed.tokens(0, HOT_USERS, 1);
        Files.write(hotTokens, live.stream().map(secret -> "token=" + secret).toList());
        seed.settle();
        Map<String, Double> large = times();
        say("| First page of 100 | 1,000 tokens, ms | 1,000,000 tokens, ms | ratio |");
        say("| --- | --- | --- | --- |");
        small.forEach((question, time) -> say("| %s | %.1f | %.1f | %.1f |"
                .formatted(question, time, large.get(question), large.get(question) / time)));
        revocation();
        notBefore();
    }

    private Map<String, Double> times() {
        Map<String, Double> times = new LinkedHashMap<>();
        questions().forEach((question, path) -> times.put(question, millis(path, REQUESTS)));
        return times;
    }

    private Map<String, String> questions() {
        JsonNode token = realm.apiTokens(realm.adminLogin(), "GET", "?max=1&user=user-5", "")
                .path(0);
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("all", "");
        questions.put("state=live", "?state=live");
        questions.put("state=expired", "?state=expired");
        questions.put("user", "?user=user-7");
        questions.put("name", "?name=" + token.path("name").asText().replace(" ", "%20"));
        questions.put(
                "nameStartsWith",
                "?nameStartsWith=" + token.path("name").asText().replace(" ", "%20"));
        questions.put("ownerSearch", "?ownerSearch=user-777");
        questions.put("state=owner_gone", "?state=owner_gone");
        questions.put("prefix", "?prefix=" + token.path("prefix").asText());
        questions.put("profile, of a tenth", "?profile=team-1");
        questions.put("client, of a fiftieth", "?client=server-7");
        questions.put("createdBefore, a tenth", "?createdBefore=" + daysAgo(328));
        questions.put("unusedSince, a fifth", "?unusedSince=" + daysAgo(90));
        questions.put("expiresBefore, a fiftieth", "?expiresBefore=" + daysAgo(0));
        questions.put("sort=expiresAt", "?sort=expiresAt");
        questions.put("counts", "/counts");
        return questions;
    }

    private static String daysAgo(int days) {
        return Instant.now()
                .minus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** The median. */
    private double millis(String path, int requests) {
        String jwt = realm.adminLogin();
        return Stream.generate(() -> {
                    long start = System.nanoTime();
                    realm.apiTokens(jwt, "GET", path, "");
                    return (System.nanoTime() - start) / 1e6;
                })
                .limit(requests)
                .sorted()
                .skip(requests / 2)
                .findFirst()
                .orElseThrow();
    }

    private void revocation() {
        Wrk wrk = new Wrk(realm);
        wrk.start(node.baseUrl(), hotTokens, CONNECTIONS[0], Duration.ofSeconds(60))
                .result();
        for (int round = 1; round <= CONNECTIONS.length; round++) {
            int connections = CONNECTIONS[round - 1];
            Wrk.Result before = wrk.start(node.baseUrl(), hotTokens, connections, Duration.ofSeconds(10))
                    .result();
            Wrk.Run beside = wrk.start(node.baseUrl(), hotTokens, connections, Duration.ofSeconds(10));
            long start = System.nanoTime();
            long revoked = 0;
            JsonNode answer;
            do {
                answer = realm.apiTokens(realm.adminLogin(), "POST", "/revoke", "{\"profile\":\"team-" + round + "\"}");
                revoked += answer.path("revoked").asLong();
            } while (answer.path("remaining").asLong() > 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            Wrk.Result during = beside.result();
            say(
                    "Round %d, connections: %d: %d tokens revoked in %.1f s; introspections/s %d before, %d during; p99 %.1f ms before, %.1f ms during, ratio %.2f"
                            .formatted(
                                    round,
                                    connections,
                                    revoked,
                                    seconds,
                                    before.requests() / 10,
                                    during.requests() / 10,
                                    before.p99().toNanos() / 1e6,
                                    during.p99().toNanos() / 1e6,
                                    (double) during.p99().toNanos()
                                            / before.p99().toNanos()));
        }
    }

    private void notBefore() {
        String jwt = realm.adminLogin();
        long start = System.nanoTime();
        JsonNode answer = realm.apiTokens(jwt, "PUT", "/not-before", "{\"notBefore\":\"now\"}");
        double seconds = (System.nanoTime() - start) / 1e9;
        JsonNode refused = realm.introspect(node.baseUrl(), "token=" + first());
        long remaining;
        do {
            remaining = realm.apiTokens(realm.adminLogin(), "GET", "/not-before", "")
                    .path("remaining")
                    .asLong();
        } while (remaining > 0);
        say("Not-before: %d tokens refused after %.2f s (asked: %s); their rows ended within %.0f s"
                .formatted(answer.path("matching").asLong(), seconds, refused, (System.nanoTime() - start) / 1e9));
    }

    private String first() {
        try (Stream<String> lines = Files.lines(hotTokens)) {
            return lines.findFirst().orElseThrow().substring("token=".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("SystemOut") // what a person started it for
    private static void say(String line) {
        System.out.println(line);
    }
}
