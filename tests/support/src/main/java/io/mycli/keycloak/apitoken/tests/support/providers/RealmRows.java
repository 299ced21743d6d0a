package io.mycli.keycloak.apitoken.tests.support.providers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a realm, of which copies are made. They differ in the realm's name, its creator and all ids, those of keys
 * among them, but not in keys, hashes of passwords and times.
 */
public final class RealmRows {

    private static final String ID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private final String name;
    private final String creatorId;
    private final Set<String> ids = new HashSet<>();
    private final List<Table> tables = new ArrayList<>();

    private RealmRows(String name, String creatorId) {
        this.name = name;
        this.creatorId = creatorId;
    }

    /**
     * Reads each row that has one of the realm's ids, which are those of such rows. What else is an id in them, and in no
     * other row, is another in each copy, too.
     *
     * @param masterClientId of the client that stands for the realm in the master realm
     * @param creatorId of the user who was granted the roles of that client
     */
    static RealmRows read(
            Connection connection, Schema schema, String name, String realmId, String masterClientId, String creatorId)
            throws SQLException {
        RealmRows realm = new RealmRows(name, creatorId);
        Collections.addAll(realm.ids, realmId, masterClientId);
        for (String table : schema.parentsFirst()) {
            realm.tables.add(Table.read(connection, table));
        }
        int known;
        do {
            known = realm.ids.size();
            realm.tables.forEach(table -> table.addIdsOfRowsWithOneOf(realm.ids));
        } while (realm.ids.size() > known);
        Set<String> ofOthers = new HashSet<>();
        realm.tables.forEach(table -> table.removeRowsWithNoneOf(realm.ids, ofOthers));
        realm.tables.forEach(table -> table.rows.forEach(row -> addIds(row, realm.ids)));
        realm.ids.removeAll(ofOthers);
        realm.tables.removeIf(table -> table.rows.isEmpty());
        realm.tables.forEach(table -> table.rows.forEach(row -> row.replaceAll(realm::withPlaces)));
        return realm;
    }

    private static void addIds(List<Object> row, Set<String> ids) {
        for (Object value : row) {
            if (value instanceof String text && text.matches(ID)) {
                ids.add(text);
            }
        }
    }

    /** Inserts the rows of a copy. */
    void insert(Connection connection, String ofName, String ofCreatorId) throws SQLException {
        Map<String, String> others = new HashMap<>();
        ids.forEach(id -> others.put(id, UUID.randomUUID().toString()));
        others.put(name, ofName);
        others.put(creatorId, ofCreatorId);
        for (Table table : tables) {
            table.insert(connection, others);
        }
    }

    private Object withPlaces(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        Matcher matcher = Pattern.compile(Pattern.quote(name) + "|" + ID).matcher(text);
        List<String> parts = new ArrayList<>();
        int end = 0;
        while (matcher.find()) {
            String part = matcher.group();
            if (ids.contains(part) || part.equals(name) || part.equals(creatorId)) {
                Collections.addAll(parts, text.substring(end, matcher.start()), part);
                end = matcher.end();
            }
        }
        parts.add(text.substring(end));
        return parts.size() == 1 ? text : new TextWithPlaces(parts);
    }

    /** Each second part is something that a copy has another of. */
    private record TextWithPlaces(List<String> parts) {

        String with(Map<String, String> others) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                text.append(i % 2 == 0 ? parts.get(i) : others.get(parts.get(i)));
            }
            return text.toString();
        }
    }

    /** @param types of its columns, in {@link Types} */
    private record Table(String name, List<String> columns, List<Integer> types, List<List<Object>> rows) {

        static Table read(Connection connection, String name) throws SQLException {
            Table table = new Table(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select * from " + name)) {
                ResultSetMetaData columns = result.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    table.columns.add(columns.getColumnName(i));
                    table.types.add(columns.getColumnType(i));
                }
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        boolean isLong = columns.getColumnType(i) == Types.CLOB;
                        row.add(isLong ? result.getString(i) : result.getObject(i));
                    }
                    table.rows.add(row);
                }
            }
            return table;
        }

        /** Notes what ids the other rows have. */
        void removeRowsWithNoneOf(Set<String> ids, Set<String> ofOthers) {
            rows.removeIf(row -> {
                boolean isOther = Collections.disjoint(row, ids);
                if (isOther) {
                    addIds(row, ofOthers);
                }
                return isOther;
            });
        }

        void addIdsOfRowsWithOneOf(Set<String> ids) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).equalsIgnoreCase("ID")) {
                    for (List<Object> row : rows) {
                        if (!Collections.disjoint(row, ids)) {
                            ids.add((String) row.get(i));
                        }
                    }
                }
            }
        }

        void insert(Connection connection, Map<String, String> others) throws SQLException {
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into %s (%s) values (%s)".formatted(name, String.join(", ", columns), places))) {
                for (List<Object> row : rows) {
                    for (int i = 0; i < row.size(); i++) {
                        Object value = row.get(i) instanceof TextWithPlaces text ? text.with(others) : row.get(i);
                        statement.setObject(i + 1, value, types.get(i));
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
