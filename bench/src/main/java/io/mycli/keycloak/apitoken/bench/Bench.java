package io.mycli.keycloak.apitoken.bench;

import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Brings up Keycloak on PostgreSQL, fills it, and asks it about API tokens and JWTs by turns. {@code bench/run} starts
 * it.
 */
public final class Bench {

    private static final Path WORK = Path.of("bench", "target", "load");

    /** People whose tokens and JWTs are asked about again and again. */
    private static final int HOT_USERS = 1000;

    /** Further tokens of each, to be asked about for the first time. */
    private static final int FURTHER_TOKENS = 99;

    /** Those that have the rest of the million, ten each. */
    private static final int OTHER_USERS = 90_000;

    private static final int CONNECTIONS = 16;

    /** How many series there are of each number of stored tokens. */
    static final int QUESTIONS = 5;

    private static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_OPTS_KC_HEAP", "-Xms" + Report.HEAP + " -Xmx" + Report.HEAP);

    /** Whole, or quick: fewer and shorter rounds, and no million. */
    private record Plan(Duration warmUp, Duration round, int rounds, int revocations, boolean million) {

        static Plan of(String... arguments) {
            return switch (String.join(" ", arguments)) {
                case "" -> new Plan(Duration.ofSeconds(60), Duration.ofSeconds(12), 5, 200, true);
                case "--quick" -> new Plan(Duration.ofSeconds(20), Duration.ofSeconds(5), 2, 20, false);
                default -> throw new IllegalArgumentException("bench/run takes --quick or nothing");
            };
        }
    }

    private final Plan plan;
    private final DistributionServer node;
    private final BenchRealm realm;
    private final Seed seed;
    private final Wrk wrk;
    private final Report report = new Report();

    private final Path jwts = WORK.resolve("jwts");
    private final Path stockJwts = WORK.resolve("stock-jwts");
    private final Path tokens = WORK.resolve("tokens");
    private final Path restrictedTokens = WORK.resolve("restricted-tokens");
    private final Path computedTokens = WORK.resolve("computed-tokens");
    private final Path newTokens = WORK.resolve("new-tokens");

    /** What is asked again and again, in the order of the report. */
    private final Map<String, Path> questions = new LinkedHashMap<>();

    private long newTokensAsked;

    private Bench(Plan plan) {
        this.plan = plan;
        say("Starting PostgreSQL and Keycloak " + KeycloakServer.version());
        Database database = Database.postgres(Meter.DATABASE_CONFIGURATION);
        this.node = DistributionServer.start("bench", database, Map.of(), ENVIRONMENT);
        this.realm = BenchRealm.create(node);
        this.seed = new Seed(database, realm.id());
        this.wrk = new Wrk(realm);
        questions.put(Report.STOCK_JWT, stockJwts);
        questions.put(Report.JWT, jwts);
        questions.put(Report.API_TOKEN, tokens);
        questions.put(Report.RESTRICTED_TOKEN, restrictedTokens);
        questions.put(Report.COMPUTED_TOKEN, computedTokens);
    }

    /** {@code --quick} or nothing. */
    public static void main(String... arguments) throws IOException {
        Plan plan;
        try {
            plan = Plan.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        Files.createDirectories(WORK);
        Bench bench = new Bench(plan);
        bench.run();
        bench.report.print(plan.million() ? Path.of("bench", "result.md") : null);
        System.exit(0); // the servers end with this process
    }

    private void run() {
        fill();
        warmUp();
        Meter meter = new Meter(List.of(node));
        report.database(meter);
        steady(meter, 3 * HOT_USERS);
        more(seed.tokens(0, HOT_USERS, FURTHER_TOKENS), newTokens);
        report.memory(new CacheMemory(node, wrk).perToken(newTokens, 9 * HOT_USERS));
        newTokensAsked = 9 * HOT_USERS;
        steady(meter, 100_000);
        cold(meter, 100_000);
        if (plan.million()) {
            Path strangers = WORK.resolve("tokens-of-strangers");
            more(seed.tokens(HOT_USERS, HOT_USERS + OTHER_USERS, 10), strangers);
            steady(meter, 1_000_000);
            cold(meter, 1_000_000);
            coldWithOwner(meter, strangers);
        }
        flood();
        twoNodes();
        withoutSessionCaches();
    }

    private void fill() {
        say("Making users, their JWTs and tokens");
        seed.users(plan.million() ? HOT_USERS + OTHER_USERS : HOT_USERS);
        List<String> restricted = seed.tokens(0, HOT_USERS, 1);
        seed.restrict();
        more(restricted, restrictedTokens);
        List<String> computed = seed.tokens(0, HOT_USERS, 1);
        seed.setScope(BenchRealm.UNCACHED_SCOPE);
        more(computed, computedTokens);
        more(seed.tokens(0, HOT_USERS, 1), tokens);
        List<String> logins = IntStream.range(0, HOT_USERS)
                .mapToObj(user -> realm.login("user-" + user))
                .toList();
        write(jwts, logins, "");
        write(stockJwts, logins, "&token_type_hint=stock");
        report.claims(
                realm.introspect(node.baseUrl(), first(stockJwts)), realm.introspect(node.baseUrl(), first(tokens)));
    }

    /** Until the JIT compiler has seen everything. */
    private void warmUp() {
        say("Warming up");
        for (int i = 0; i < 2; i++) {
            for (Path bodies : questions.values()) {
                wrk.start(node.baseUrl(), bodies, CONNECTIONS, plan.warmUp().dividedBy(2))
                        .result();
            }
        }
    }

    private void steady(Meter meter, int stored) {
        say("Asking by turns, " + stored + " tokens stored");
        byTurns(meter, List.of(node), stored);
    }

    private void byTurns(Meter meter, List<DistributionServer> nodes, int stored) {
        byTurns(meter, nodes, stored, questions.keySet()).forEach(report::steady);
    }

    private List<Series> byTurns(Meter meter, List<DistributionServer> nodes, int stored, Collection<String> asked) {
        List<Series> all = asked.stream()
                .map(question -> new Series(stored, nodes.size(), question))
                .toList();
        List<Series> turn = new ArrayList<>(all);
        for (int round = 0; round < plan.rounds(); round++) {
            for (Series series : turn) {
                Path bodies = questions.get(series.question());
                ask(nodes, bodies, Duration.ofSeconds(3));
                Meter.Mark mark = meter.mark();
                List<Wrk.Result> results = ask(nodes, bodies, plan.round());
                series.rounds().add(new Series.Round(results, mark.usage()));
            }
            Collections.rotate(turn, 1);
        }
        return all;
    }

    private List<Wrk.Result> ask(List<DistributionServer> nodes, Path bodies, Duration time) {
        return nodes.stream()
                .map(each -> wrk.start(each.baseUrl(), bodies, CONNECTIONS / nodes.size(), time))
                .toList()
                .stream()
                .map(run -> allActive(run.result()))
                .toList();
    }

    /** Every token for the first time, its owner known; and owner and token forgotten, beside the same for JWTs. */
    private void cold(Meter meter, int stored) {
        say("Asking for the first time, " + stored + " tokens stored");
        Series known = new Series(stored, 1, Report.COLD_TOKEN);
        Series jwt = new Series(stored, 1, Report.JWT);
        Series forgotten = new Series(stored, 1, Report.FORGOTTEN_TOKEN);
        Series forgottenJwt = new Series(stored, 1, Report.FORGOTTEN_JWT);
        for (int round = 0; round < plan.rounds(); round++) {
            ask(List.of(node), jwts, Duration.ofSeconds(3));
            jwt.rounds().add(once(meter, jwts, 0, 5000));
            known.rounds().add(once(meter, newTokens, newTokensAsked, 5000));
            newTokensAsked += 5000 + CONNECTIONS; // some are under way when it stops
            realm.clearUserCache();
            forgottenJwt.rounds().add(once(meter, stockJwts, 0, HOT_USERS));
            realm.clearUserCache();
            forgotten.rounds().add(once(meter, tokens, 0, HOT_USERS));
        }
        Stream.of(jwt, known, forgottenJwt, forgotten).forEach(report::cold);
    }

    private void coldWithOwner(Meter meter, Path strangers) {
        Series series = new Series(1_000_000, 1, Report.STRANGER);
        for (int round = 0; round < plan.rounds(); round++) {
            series.rounds().add(once(meter, strangers, round * 20_000L, 5000));
        }
        report.cold(series);
    }

    private Series.Round once(Meter meter, Path bodies, long after, long requests) {
        Meter.Mark mark = meter.mark();
        Wrk.Result result = allActive(
                wrk.start(node.baseUrl(), bodies, CONNECTIONS, Duration.ofSeconds(requests / 500), after, requests)
                        .result());
        return new Series.Round(List.of(result), mark.usage());
    }

    /** Known tokens alone; beside as many questions about other known ones; beside as many about tokens of nobody. */
    private void flood() {
        say("Flooding with unknown tokens");
        Path unknown = WORK.resolve("unknown-tokens");
        write(unknown, seed.unknown(50_000), "");
        Duration time = plan.round();
        int half = CONNECTIONS / 2;
        for (int round = 0; round < plan.rounds(); round++) {
            Wrk.Result alone =
                    allActive(wrk.start(node.baseUrl(), tokens, half, time).result());
            Wrk.Run beside = wrk.start(node.baseUrl(), tokens, half, time);
            Wrk.Result company =
                    allActive(wrk.start(node.baseUrl(), tokens, half, time).result());
            beside.result();
            Wrk.Run flood = wrk.start(node.baseUrl(), unknown, half, time);
            Wrk.Result flooded =
                    allActive(wrk.start(node.baseUrl(), tokens, half, time).result());
            Wrk.Result refused = flood.result();
            if (refused.active() > 0) {
                throw new IllegalStateException("Unknown tokens were accepted: " + refused);
            }
            report.flood(alone, company, flooded);
        }
    }

    private void twoNodes() {
        say("A second node joins");
        DistributionServer second = node.join("second");
        List<DistributionServer> nodes = List.of(node, second);
        ask(nodes, stockJwts, plan.warmUp().dividedBy(2));
        ask(nodes, tokens, plan.warmUp());
        Meter meter = new Meter(nodes);
        byTurns(meter, nodes, plan.million() ? 1_000_000 : 100_000);

        say("Revoking on the first node, asking the second");
        Revocations revocations = new Revocations(realm, nodes);
        report.revocations("idle", revocations.times("user-0", plan.revocations()));
        List<Wrk.Run> load = nodes.stream()
                .map(each -> wrk.start(
                        each.baseUrl(),
                        tokens,
                        4,
                        Duration.ofSeconds(plan.revocations()).dividedBy(2)))
                .toList();
        report.revocations("under load", revocations.times("user-1", plan.revocations()));
        load.forEach(run -> allActive(run.result()));

        say("Hammering one token on both nodes");
        Path one = WORK.resolve("one-token");
        write(one, List.of(first(tokens).substring("token=".length())), "");
        long waits = meter.lockWaits();
        Meter.Mark mark = meter.mark();
        ask(nodes, one, Duration.ofSeconds(75));
        report.hotToken(mark.usage().lastUsedWrites(), meter.lockWaits() - waits);
        second.stop();
    }

    /** Keycloak as 26.8 is to start: what it knows of a session, it reads from the database at each check of a JWT. */
    private void withoutSessionCaches() {
        say("Another node in their place, which does not cache sessions");
        node.stop();
        List<DistributionServer> nodes = List.of(node.join("sessions", Report.NO_SESSION_CACHES));
        for (String question : Report.ASKED_WITHOUT_SESSION_CACHES) {
            ask(nodes, questions.get(question), plan.warmUp());
        }
        byTurns(new Meter(nodes), nodes, plan.million() ? 1_000_000 : 100_000, Report.ASKED_WITHOUT_SESSION_CACHES)
                .forEach(report::withoutSessionCaches);
    }

    private static Wrk.Result allActive(Wrk.Result result) {
        if (result.inactive() > 0 || result.active() == 0) {
            throw new IllegalStateException("A live token was refused: " + result);
        }
        return result;
    }

    private void more(List<String> secrets, Path bodies) {
        write(bodies, secrets, "");
        seed.settle();
    }

    private static void write(Path file, List<String> tokens, String more) {
        try {
            Files.write(
                    file, tokens.stream().map(token -> "token=" + token + more).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Path bodies) {
        try (Stream<String> lines = Files.lines(bodies)) {
            return lines.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void say(String what) {
        System.err.printf("== %tT %s%n", LocalTime.now(ZoneOffset.UTC), what);
    }
}
