package io.mycli.keycloak.apitoken.bench;

import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what the servers have used up so far. */
final class Meter {

    /** For the database that it reads from. */
    static final Map<String, String> DATABASE_CONFIGURATION = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            // Written to its log: whoever waits for a lock for longer than this.
            "log_lock_waits", "on",
            "deadlock_timeout", "10ms",
            "logging_collector", "on",
            "log_directory", "log");

    private final List<DistributionServer> nodes;
    private final Database database;
    private final Path data;

    Meter(List<DistributionServer> nodes) {
        this.nodes = nodes;
        this.database = nodes.get(0).database();
        this.data = Path.of(text("show data_directory"));
        database.update("create extension if not exists pg_stat_statements");
    }

    /**
     * What was used since some moment.
     *
     * @param keycloak CPU time of all nodes
     * @param postgres CPU time of its processes
     * @param statements SQL statements other than the writes of last use
     * @param lastUsedWrites SQL statements that write when a token was used
     */
    record Usage(Duration keycloak, Duration postgres, long statements, long lastUsedWrites) {}

    /** A moment. */
    final class Mark {

        private final Map<Long, Duration> keycloak = cpu(nodes.stream().map(DistributionServer::jvm));
        private final Map<Long, Duration> postgres = cpu(postgresProcesses());
        private final long statements = statements(NOT_LAST_USED);
        private final long lastUsedWrites = statements(LAST_USED);

        private Mark() {}

        Usage usage() {
            return new Usage(
                    since(keycloak, cpu(nodes.stream().map(DistributionServer::jvm))),
                    since(postgres, cpu(postgresProcesses())),
                    statements(NOT_LAST_USED) - statements,
                    statements(LAST_USED) - lastUsedWrites);
        }
    }

    Mark mark() {
        return new Mark();
    }

    private static final String LAST_USED = "query like 'update %MYC_API_TOKEN% set LAST_USED_AT%'";
    private static final String NOT_LAST_USED = "not (" + LAST_USED + ") and query not like '%pg_stat_statements%'";

    private long statements(String which) {
        return database.number("select coalesce(sum(calls), 0) from pg_stat_statements where " + which);
    }

    /** Times that a process waited for a lock of another for longer than ten milliseconds, since the database started. */
    long lockWaits() {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            long waits = 0;
            for (Path file : files.toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    waits += lines.filter(line -> line.contains("still waiting for"))
                            .count();
                }
            }
            return waits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<ProcessHandle> postgresProcesses() {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(postmaster).orElseThrow().descendants();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Long, Duration> cpu(Stream<ProcessHandle> processes) {
        Map<Long, Duration> cpu = new HashMap<>();
        processes.forEach(process -> process.info().totalCpuDuration().ifPresent(time -> cpu.put(process.pid(), time)));
        return cpu;
    }

    /** A process that came in between counts in full; what one that went had used last, is lost. */
    private static Duration since(Map<Long, Duration> before, Map<Long, Duration> now) {
        return now.entrySet().stream()
                .map(process -> process.getValue().minus(before.getOrDefault(process.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of the database. */
    String version() {
        return "PostgreSQL " + text("show server_version");
    }

    private String text(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
