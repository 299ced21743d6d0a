package io.mycli.keycloak.apitoken.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The rounds of one question.
 *
 * @param stored tokens in the table
 * @param nodes that were asked at once
 * @param question what was asked, in words
 */
record Series(int stored, int nodes, String question, List<Round> rounds) {

    /** What one round took: the runs of the load tool, one for each node, and what they used up. */
    record Round(List<Wrk.Result> results, Meter.Usage usage) {

        long requests() {
            return results.stream().mapToLong(Wrk.Result::requests).sum();
        }

        double cpuPerThousand() {
            return 1000 * seconds(usage.keycloak()) / requests();
        }
    }

    Series(int stored, int nodes, String question) {
        this(stored, nodes, question, new ArrayList<>());
    }

    /** Of all nodes together. */
    double requestsPerSecond() {
        return rounds.stream()
                .mapToDouble(round -> round.results().stream()
                        .mapToDouble(result -> result.requests() / seconds(result.duration()))
                        .sum())
                .average()
                .orElseThrow();
    }

    /** The median over rounds and nodes, milliseconds. */
    double p50() {
        return median(Wrk.Result::p50);
    }

    /** The median over rounds and nodes, milliseconds. */
    double p99() {
        return median(Wrk.Result::p99);
    }

    private double median(Function<Wrk.Result, Duration> latency) {
        List<Duration> sorted = rounds.stream()
                .flatMap(round -> round.results().stream())
                .map(latency)
                .sorted(Comparator.naturalOrder())
                .toList();
        return 1000 * seconds(sorted.get(sorted.size() / 2));
    }

    /** Of Keycloak, seconds. */
    double cpuPerThousand() {
        return perThousand(usage -> seconds(usage.keycloak()));
    }

    /** The round that used the least and the one that used the most. */
    String cpuRange() {
        return "%.3f to %.3f"
                .formatted(
                        rounds.stream().mapToDouble(Round::cpuPerThousand).min().orElseThrow(),
                        rounds.stream().mapToDouble(Round::cpuPerThousand).max().orElseThrow());
    }

    double postgresCpuPerThousand() {
        return perThousand(usage -> seconds(usage.postgres()));
    }

    double statementsPerThousand() {
        return perThousand(Meter.Usage::statements);
    }

    double lastUsedWritesPerThousand() {
        return perThousand(Meter.Usage::lastUsedWrites);
    }

    private double perThousand(ToDoubleFunction<Meter.Usage> used) {
        double sum = rounds.stream().map(Round::usage).mapToDouble(used).sum();
        return 1000 * sum / rounds.stream().mapToLong(Round::requests).sum();
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Of rounds that were made by turns: each beside its neighbour, then the median, so that no drift counts. */
    static double cpuRatio(Series one, Series other) {
        double[] ratios = IntStream.range(0, one.rounds().size())
                .mapToDouble(i -> one.rounds().get(i).cpuPerThousand()
                        / other.rounds().get(i).cpuPerThousand())
                .sorted()
                .toArray();
        int middle = ratios.length / 2;
        return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }
}
