package io.mycli.keycloak.apitoken.tests.support.providers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Deletes the rows of a realm, and those of the client that stands for it in the master realm. */
public final class RealmDeletion {

    /** From a table to what decides whose its rows are, such as configuration, mapper, client scope, realm. */
    private static final int FARTHEST = 3;

    private final Schema schema;
    /** Each has the id of the realm, or of the client, as its parameter. */
    private final Set<String> ofRealm = new LinkedHashSet<>();

    private final Set<String> ofMasterClient = new LinkedHashSet<>();

    RealmDeletion(Schema schema) {
        this.schema = schema;
        List<String> childrenFirst = new ArrayList<>(schema.parentsFirst());
        Collections.reverse(childrenFirst);
        childrenFirst.removeIf(table -> schema.references(table).stream().anyMatch(Schema.Reference::cascades));
        for (String table : childrenFirst) {
            conditions(table, "REALM", 0).forEach(condition -> ofRealm.add(statement(table, condition)));
            conditions(table, "CLIENT", 0).forEach(condition -> ofMasterClient.add(statement(table, condition)));
        }
    }

    private static String statement(String table, String condition) {
        return "delete from " + table + " where " + condition;
    }

    /** Returns conditions that together find each row of a table that belongs to a row of another, the root. */
    private List<String> conditions(String table, String root, int distance) {
        if (table.equalsIgnoreCase(root)) {
            return List.of("ID = ?");
        }
        List<String> direct = schema.references(table).stream()
                .filter(reference -> reference.table().equalsIgnoreCase(root))
                .map(reference -> reference.column() + " = ?")
                .toList();
        return direct.isEmpty() && distance < FARTHEST
                ? schema.references(table).stream()
                        .flatMap(reference -> conditions(reference.table(), root, distance + 1).stream()
                                .map(condition -> "%s in (select %s from %s where %s)"
                                        .formatted(reference.column(), reference.key(), reference.table(), condition)))
                        .toList()
                : direct;
    }

    void delete(Connection connection, String realmId, String masterClientId) throws SQLException {
        execute(connection, ofMasterClient, masterClientId);
        execute(connection, ofRealm, realmId);
    }

    private static void execute(Connection connection, Set<String> statements, String id) throws SQLException {
        for (String sql : statements) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, id);
                statement.executeUpdate();
            }
        }
    }
}
