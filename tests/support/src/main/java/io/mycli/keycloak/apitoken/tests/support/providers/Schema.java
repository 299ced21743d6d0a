package io.mycli.keycloak.apitoken.tests.support.providers;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables of Keycloak and ours, and what their columns refer to. */
public final class Schema {

    /**
     * A column of a table that refers to a column of another.
     *
     * @param cascades whether the database deletes the row with the one that it refers to
     */
    record Reference(String column, String table, String key, boolean cascades) {}

    /** What columns of these names refer to, also where no constraint says so. */
    private static final Map<String, String> BY_NAME = Map.of(
            "REALM_ID", "REALM",
            "USER_ID", "USER_ENTITY",
            "CLIENT_ID", "CLIENT",
            "CLIENT", "CLIENT",
            "ROLE_ID", "KEYCLOAK_ROLE",
            "SCOPE_ID", "CLIENT_SCOPE",
            "ORG_ID", "ORG",
            "REQUIRED_ACTION_ID", "REQUIRED_ACTION_PROVIDER",
            "WORKFLOW_ID", "COMPONENT");

    /** By table, as the database writes it, and column. */
    private final Map<String, Map<String, Reference>> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Schema() {}

    static Schema of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String catalog = connection.getCatalog();
        String schema = connection.getSchema();
        Schema result = new Schema();
        tables(connection).forEach(table -> result.references.put(table, new TreeMap<>()));
        try (ResultSet columns = metaData.getColumns(catalog, schema, "%", "%")) {
            while (columns.next()) {
                String name = columns.getString("COLUMN_NAME").toUpperCase(Locale.ROOT);
                if (BY_NAME.containsKey(name)) {
                    result.add(columns.getString("TABLE_NAME"), new Reference(name, BY_NAME.get(name), "ID", false));
                }
            }
        }
        for (String table : tablesToAskFor(metaData, result.references.keySet())) {
            try (ResultSet keys = metaData.getImportedKeys(catalog, schema, table)) {
                while (keys.next()) {
                    result.add(
                            keys.getString("FKTABLE_NAME"),
                            new Reference(
                                    keys.getString("FKCOLUMN_NAME").toUpperCase(Locale.ROOT),
                                    keys.getString("PKTABLE_NAME"),
                                    keys.getString("PKCOLUMN_NAME").toUpperCase(Locale.ROOT),
                                    keys.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade));
                }
            }
        }
        // Its id is that of a client.
        result.add("RESOURCE_SERVER", new Reference("ID", "CLIENT", "ID", false));
        return result;
    }

    /** For the keys of one table PostgreSQL takes as long as for those of all, for which its driver takes null. */
    private static Collection<String> tablesToAskFor(DatabaseMetaData metaData, Collection<String> all)
            throws SQLException {
        return metaData.getDatabaseProductName().equals("PostgreSQL") ? Collections.singleton(null) : all;
    }

    /** Adds a reference: a constraint in the place of what the name of its column says. */
    private void add(String table, Reference reference) {
        references.computeIfPresent(table, (name, byColumn) -> {
            byColumn.put(reference.column(), reference);
            return byColumn;
        });
    }

    /** Returns the names of all tables, as the database writes them. */
    public static List<String> tables(Connection connection) throws SQLException {
        String[] types = {"TABLE", "BASE TABLE"};
        return strings(
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", types),
                "TABLE_NAME");
    }

    private static List<String> strings(ResultSet result, String column) throws SQLException {
        try (result) {
            List<String> strings = new ArrayList<>();
            while (result.next()) {
                strings.add(result.getString(column));
            }
            return strings;
        }
    }

    Collection<Reference> references(String table) {
        return references.getOrDefault(table, Map.of()).values();
    }

    /** All tables, each after those that it refers to. */
    List<String> parentsFirst() {
        Set<String> ordered = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        references.keySet().forEach(table -> add(table, ordered, seen));
        return List.copyOf(ordered);
    }

    private void add(String table, Set<String> ordered, Set<String> seen) {
        if (seen.add(table.toUpperCase(Locale.ROOT))) {
            references(table).forEach(reference -> add(reference.table(), ordered, seen));
            if (references.containsKey(table)) {
                ordered.add(table);
            }
        }
    }
}
