package io.mycli.keycloak.apitoken.jpa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateSqlCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.database.core.OracleDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The SQL that Liquibase makes of our changelog for a database that is not there, and what is in it. */
final class GeneratedSchema {

    private static final Pattern COLUMN = Pattern.compile("[\\[`\"]?(\\w+)[\\]`\"]? (\\w+)(?:\\((\\d+)[^)]*\\))?.*");
    private static final Pattern ADDED =
            Pattern.compile("(?m)^ALTER TABLE \\S+ ADD (?:COLUMN )?(?!CONSTRAINT)(.*?)(?: DEFAULT .*)?;?$");
    private static final Pattern KEY = Pattern.compile(
            "(?:CONSTRAINT|CREATE (?:NONCLUSTERED )?INDEX) (?:PUBLIC\\.)?[\\[`\"]?(\\w+)[\\]`\"]?(?: UNIQUE| PRIMARY KEY| ON [\\w.\"`\\[\\]]+) ?\\(([^)]+)\\)");

    private static final Set<String> ORACLE_RESERVED_WORDS = oracleReservedWords();

    private final Database database;
    private final String sql;

    private GeneratedSchema(Database database, String sql) {
        this.database = database;
        this.sql = sql;
    }

    /** @param offline the database as Liquibase's offline URLs name it, such as {@code oracle?version=19} */
    static GeneratedSchema of(String offline, Path folder) throws LiquibaseException, IOException {
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor();
        String separator = offline.contains("?") ? "&" : "?";
        Path changes = Files.createTempFile(folder, "changes", ".csv");
        Files.delete(changes);
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new OfflineConnection(
                        "offline:" + offline + separator + "outputLiquibaseSql=none&changeLogFile=" + changes,
                        resources));
        ByteArrayOutputStream sql = new ByteArrayOutputStream();
        new CommandScope(UpdateSqlCommandStep.COMMAND_NAME)
                .addArgumentValue(UpdateSqlCommandStep.CHANGELOG_FILE_ARG, "META-INF/api-token-changelog.xml")
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                .setOutput(sql)
                .execute();
        return new GeneratedSchema(database, withoutComments(sql.toString(StandardCharsets.UTF_8)));
    }

    private static String withoutComments(String sql) {
        return sql.lines()
                .filter(line -> !line.startsWith("--") && !line.isBlank())
                .reduce("", (all, line) -> all + line + "\n");
    }

    String sql() {
        return sql;
    }

    /** Whether its vendor keeps the word for itself. Liquibase knows, but for Oracle. */
    boolean isReserved(String word) {
        return database instanceof OracleDatabase
                ? ORACLE_RESERVED_WORDS.contains(word)
                : database.isReservedWord(word);
    }

    /** Oracle Database SQL Language Reference 19c, appendix E. */
    private static Set<String> oracleReservedWords() {
        try (InputStream file = GeneratedSchema.class.getResourceAsStream("oracle-reserved-words.txt")) {
            return Set.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements that create our tables. */
    List<String> creations() {
        return sql.lines().filter(line -> line.contains("CREATE TABLE")).toList();
    }

    /** Types by column, of both tables; the wider one of a name that both have. */
    Map<String, Type> columns() {
        Map<String, Type> columns = new LinkedHashMap<>();
        Stream.concat(
                        creations().stream()
                                .map(create -> create.substring(create.indexOf('(') + 1, create.lastIndexOf(')')))
                                .flatMap(inner -> Stream.of(inner.split(", (?![^(]*\\))", -1))),
                        ADDED.matcher(sql).results().map(added -> added.group(1)))
                .filter(part -> !part.startsWith("CONSTRAINT"))
                .map(COLUMN::matcher)
                .filter(Matcher::matches)
                .forEach(column -> columns.merge(
                        column.group(1), new Type(column.group(2), length(column.group(3))), Type::wider));
        return columns;
    }

    private static int length(String group) {
        return group == null ? 0 : Integer.parseInt(group);
    }

    /** Columns by key or index. */
    Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        KEY.matcher(sql).results().forEach(key -> keys.put(key.group(1), columnsOf(key)));
        return keys;
    }

    private static List<String> columnsOf(MatchResult key) {
        return Stream.of(key.group(2).split(",", -1))
                .map(column -> column.replaceAll("\\W", ""))
                .toList();
    }

    /**
     * A column's type.
     *
     * @param length in characters; 0 for a type without one
     */
    record Type(String name, int length) {

        Type wider(Type other) {
            return other.length() > length ? other : this;
        }
    }
}
