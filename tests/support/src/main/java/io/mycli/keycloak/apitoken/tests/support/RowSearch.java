package io.mycli.keycloak.apitoken.tests.support;

import io.mycli.keycloak.apitoken.tests.support.providers.Schema;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A search through all rows of the database of the server under test. */
public final class RowSearch {

    private RowSearch() {}

    /** The names, in upper case, of the tables of which a row has one of these texts in a column. */
    public static Set<String> tablesWithOneOf(Collection<String> texts) {
        Pattern oneOf = Pattern.compile(texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        try (Connection connection = KeycloakServer.get().database().connect()) {
            Set<String> names = new TreeSet<>();
            for (String table : Schema.tables(connection)) {
                if (hasMatch(connection, table, oneOf)) {
                    names.add(table.toUpperCase(Locale.ROOT));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("The tables cannot be read", e);
        }
    }

    private static boolean hasMatch(Connection connection, String table, Pattern pattern) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String text = rows.getString(i);
                    if (text != null && pattern.matcher(text).find()) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
