package io.mycli.keycloak.apitoken.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The load tool: as many requests as its connections can make, each when the last is answered. */
final class Wrk {

    private static final Path SCRIPT = Path.of("bench", "introspect.lua");

    private final BenchRealm realm;

    Wrk(BenchRealm realm) {
        this.realm = realm;
    }

    /**
     * What one run saw.
     *
     * @param duration of the run
     * @param p50 the median of the latency
     * @param p99 the latency that 99 of 100 requests did not exceed
     * @param active answers that said so
     * @param inactive answers that said just that
     */
    record Result(long requests, Duration duration, Duration p50, Duration p99, long active, long inactive) {}

    /** A run that goes on. */
    static final class Run {

        private final Process process;

        private Run(Process process) {
            this.process = process;
        }

        /** Waits for its end. */
        Result result() {
            try {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("wrk failed: " + output);
                }
                return parse(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Asks a node about the tokens of a file for some time, beginning with the first. */
    Run start(String node, Path bodies, int connections, Duration time) {
        return start(node, bodies, connections, time, 0, 0);
    }

    /**
     * Asks a node about the tokens of a file.
     *
     * @param after lines of the file to skip the first time
     * @param most answers after which it asks no more, or 0 to ask for all of the time
     */
    Run start(String node, Path bodies, int connections, Duration time, long after, long most) {
        List<String> command = new ArrayList<>(List.of("wrk", "--threads", "1", "--timeout", "30s"));
        command.addAll(List.of("--connections", String.valueOf(connections)));
        command.addAll(List.of("--duration", time.toSeconds() + "s", "--script", SCRIPT.toString()));
        command.addAll(List.of(node + realm.introspectionPath(), "--", bodies.toString(), realm.authorization()));
        command.addAll(List.of(String.valueOf(after), String.valueOf(most)));
        try {
            return new Run(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("wrk does not start", e);
        }
    }

    private static Result parse(String output) throws IOException {
        Properties values = new Properties();
        values.load(new StringReader(
                output.lines().filter(line -> line.startsWith("bench.")).collect(Collectors.joining("\n"))));
        if (number(values, "errors") + number(values, "strange") > 0) {
            throw new IllegalStateException("Not every request was answered as it should be: " + output);
        }
        return new Result(
                number(values, "requests"),
                micros(values, "duration"),
                micros(values, "p50"),
                micros(values, "p99"),
                number(values, "active"),
                number(values, "inactive"));
    }

    private static Duration micros(Properties values, String name) {
        return Duration.ofNanos(1000 * number(values, name));
    }

    private static long number(Properties values, String name) {
        return (long) Double.parseDouble(values.getProperty("bench." + name));
    }
}
