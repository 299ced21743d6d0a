package io.mycli.keycloak.apitoken.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What was measured, as Markdown: the tables, then the ratios beside what was wished for. */
final class Report {

    static final String HEAP = "1536m";

    // Questions
    static final String STOCK_JWT = "JWT, Keycloak's provider";
    static final String JWT = "JWT, through ours";
    static final String API_TOKEN = "API token";
    static final String RESTRICTED_TOKEN = "API token with one chosen role";
    static final String COMPUTED_TOKEN = "API token, its claims computed at each check";
    static final String COLD_TOKEN = "API token, for the first time, owner cached";
    static final String FORGOTTEN_JWT = "JWT, owner not cached";
    static final String FORGOTTEN_TOKEN = "API token, neither it nor its owner cached";
    static final String STRANGER = "API token, for the first time, owner not cached";

    /** The default of Keycloak 26.8; an option of 26.7. */
    static final String NO_SESSION_CACHES = "--spi-user-sessions--infinispan--use-caches=false";

    static final List<String> ASKED_WITHOUT_SESSION_CACHES = List.of(STOCK_JWT, JWT, API_TOKEN);

    private final List<Series> steady = new ArrayList<>();
    private final List<Series> withoutSessionCaches = new ArrayList<>();
    private final List<Series> cold = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Double> flood = new ArrayList<>();
    private final List<Double> company = new ArrayList<>();
    private String claims = "";
    private String postgres = "";
    private double memory;
    private Duration slowestRevocation = Duration.ZERO;

    void database(Meter meter) {
        postgres = meter.version();
    }

    void claims(JsonNode jwt, JsonNode token) {
        claims = "Members of the answers: %d for the JWT, %d for the API token; only the JWT has %s, only the token %s."
                .formatted(jwt.size(), token.size(), without(jwt, token), without(token, jwt));
    }

    private static Set<String> without(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::remove);
        return names;
    }

    void steady(Series series) {
        steady.add(series);
        System.err.println(row(series));
    }

    void withoutSessionCaches(Series series) {
        withoutSessionCaches.add(series);
        System.err.println(row(series));
    }

    void cold(Series series) {
        cold.add(series);
        System.err.println(row(series));
    }

    void memory(double bytesPerToken) {
        memory = bytesPerToken;
        Bench.say("A cached token takes %.0f bytes".formatted(bytesPerToken));
    }

    void flood(Wrk.Result alone, Wrk.Result beside, Wrk.Result flooded) {
        company.add((double) beside.requests() / alone.requests());
        flood.add((double) flooded.requests() / alone.requests());
        Bench.say("Beside others %.2f, flooded %.2f of the requests"
                .formatted(company.get(company.size() - 1), flood.get(flood.size() - 1)));
    }

    void revocations(String circumstances, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        Duration slowest = sorted.get(sorted.size() - 1);
        if (slowest.compareTo(slowestRevocation) > 0) {
            slowestRevocation = slowest;
        }
        finding(
                "%d tokens revoked on one node, two nodes %s: refused by the other after %.1f ms (median), %.1f ms (99 of 100), %.1f ms (all)."
                        .formatted(
                                sorted.size(),
                                circumstances,
                                millis(sorted.get(sorted.size() / 2)),
                                millis(sorted.get(sorted.size() * 99 / 100)),
                                millis(slowest)));
    }

    void hotToken(long writes, long lockWaits) {
        finding(
                "One token, %d clients at each of two nodes for 75 seconds: no error, %d writes of last use, %d waits for a lock."
                        .formatted(8, writes, lockWaits));
    }

    private void finding(String finding) {
        findings.add(finding);
        Bench.say(finding);
    }

    private static double millis(Duration duration) {
        return 1000 * Series.seconds(duration);
    }

    /** To standard output, and to the file if there is one. */
    void print(Path file) throws IOException {
        String text = String.join("\n", lines()) + "\n";
        System.out.print(text);
        if (file != null) {
            Files.writeString(file, text);
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# What `bench/run` measured");
        lines.add("");
        lines.add("%s; %s; Keycloak %s on Java %s, heap %s; %s. wrk, Keycloak and PostgreSQL share the machine."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        machine(),
                        KeycloakServer.version(),
                        Runtime.version(),
                        HEAP,
                        postgres));
        lines.add("");
        lines.add(claims);
        lines.add("");
        lines.add("## Asked again and again");
        lines.add("");
        lines.addAll(HEADER);
        steady.forEach(series -> lines.add(row(series)));
        lines.add("");
        lines.add("## Asked again and again, sessions not cached");
        lines.add("");
        lines.add("One node with `%s`, the default of Keycloak 26.8.".formatted(NO_SESSION_CACHES));
        lines.add("");
        lines.addAll(HEADER);
        withoutSessionCaches.forEach(series -> lines.add(row(series)));
        lines.add("");
        lines.add("## Not in the cache");
        lines.add("");
        lines.addAll(HEADER);
        cold.forEach(series -> lines.add(row(series)));
        lines.add("");
        lines.add("## Ratios");
        lines.add("");
        lines.add("| What | Wished for | Measured |");
        lines.add("| --- | --- | --- |");
        ratios().forEach(lines::add);
        lines.add("");
        findings.forEach(finding -> lines.add("* " + finding));
        return lines;
    }

    private static final List<String> HEADER = List.of(
            "| Stored | Nodes | Question | requests/s | p50 ms | p99 ms | Keycloak CPU s/1000 | (rounds) | PostgreSQL CPU s/1000"
                    + " | SQL/1000 | last use/1000 |",
            "| --: | --: | --- | --: | --: | --: | --: | --- | --: | --: | --: |");

    private static String row(Series series) {
        return "| %,d | %d | %s | %.0f | %.1f | %.1f | %.3f | %s | %.3f | %.1f | %.1f |"
                .formatted(
                        series.stored(),
                        series.nodes(),
                        series.question(),
                        series.requestsPerSecond(),
                        series.p50(),
                        series.p99(),
                        series.cpuPerThousand(),
                        series.cpuRange(),
                        series.postgresCpuPerThousand(),
                        series.statementsPerThousand(),
                        series.lastUsedWritesPerThousand());
    }

    private List<String> ratios() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steady.size(); i += Bench.QUESTIONS) {
            Series stock = steady.get(i);
            Series jwt = steady.get(i + 1);
            Series token = steady.get(i + 2);
            Series restricted = steady.get(i + 3);
            Series computed = steady.get(i + 4);
            String where = "%,d stored, %d node(s)".formatted(stock.stored(), stock.nodes());
            lines.add(ratio(
                    "CPU, API token : JWT; " + where,
                    stock.nodes() == 1 ? "0.36" : "0.33",
                    Series.cpuRatio(token, stock)));
            lines.add(ratio("p99, API token : JWT; " + where, "1", token.p99() / stock.p99()));
            lines.add(ratio("CPU, JWT with us : without; " + where, "1.02", Series.cpuRatio(jwt, stock)));
            lines.add(ratio("CPU, chosen role : full access; " + where, "1.05", Series.cpuRatio(restricted, token)));
            lines.add(ratio(
                    "CPU, claims computed at each check : JWT; " + where, "0.55", Series.cpuRatio(computed, stock)));
            lines.add("| SQL per request, API token; %s | 0 | %.4f |"
                    .formatted(where, token.statementsPerThousand() / 1000));
        }
        Series fewest = steady.get(2);
        steady.stream()
                .filter(series -> series.question().equals(API_TOKEN) && series.nodes() == 1)
                .skip(1)
                .forEach(series -> lines.add(ratio(
                        "CPU, API token; %,d stored : %,d".formatted(series.stored(), fewest.stored()),
                        "1.05",
                        series.cpuPerThousand() / fewest.cpuPerThousand())));
        lines.add(ratio(
                "CPU, API token : JWT, sessions not cached",
                "0.20",
                Series.cpuRatio(withoutSessionCaches.get(2), withoutSessionCaches.get(0))));
        for (int i = 0; i + 3 < cold.size(); i += 4) {
            String where = "%,d stored".formatted(cold.get(i).stored());
            lines.add(ratio(
                    "CPU, API token for the first time : cached JWT; " + where,
                    "0.9",
                    Series.cpuRatio(cold.get(i + 1), cold.get(i))));
            lines.add(ratio(
                    "CPU, token and owner not cached : JWT, owner not cached; " + where,
                    "1.1",
                    Series.cpuRatio(cold.get(i + 3), cold.get(i + 2))));
        }
        lines.add("| Bytes per cached token, with its claims | 2048 | %.0f |".formatted(memory));
        lines.add(ratio(
                "Requests about known tokens, beside as many about unknown ones : alone", "0.6 or more", mean(flood)));
        lines.add(ratio("The same beside as many about known ones", "", mean(company)));
        lines.add("| Slowest revocation, ms | 100 | %.1f |".formatted(millis(slowestRevocation)));
        return lines;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    private static String ratio(String what, String wish, double measured) {
        return "| %s | %s | %.2f |".formatted(what, wish, measured);
    }

    private static String machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
            return "%d cores of %s, %s %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            model,
                            System.getProperty("os.name"),
                            System.getProperty("os.version").toLowerCase(Locale.ROOT));
        }
    }
}
