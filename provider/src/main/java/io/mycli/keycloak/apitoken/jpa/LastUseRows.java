package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.LastUse;
import io.mycli.keycloak.apitoken.secret.Sha256;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.keycloak.connections.jpa.util.JpaUtils;

/**
 * The rows that say when tokens were last used: the token's own, and one for each resource server. Rows are written as
 * JDBC batches. Row by row, this would cost more than the checks of the tokens.
 */
final class LastUseRows {

    /** The maximum number of resource servers per token, of which the ones that used it last are kept. */
    static final int MAX_PER_TOKEN = 50;

    private final EntityManager em;

    LastUseRows(EntityManager em) {
        this.em = em;
    }

    /** Writes uses of tokens whose rows this transaction has locked, which keeps other nodes from the same rows. */
    void write(List<LastUsedRecorder.Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        writeTokens(uses);
        Set<String> known = knownKeys(uses);
        updateServers(uses.stream().filter(use -> known.contains(key(use))).toList());
        List<LastUsedRecorder.Use> first =
                uses.stream().filter(use -> !known.contains(key(use))).toList();
        if (!first.isEmpty()) {
            insertServers(first);
            trim(tokenIds(first));
        }
    }

    /** Writes the newest use of each token to its row, unless that has one of the same minute. */
    private void writeTokens(List<LastUsedRecorder.Use> uses) {
        String update = "update " + table("MYC_API_TOKEN") + " set LAST_USED_AT = ?, LAST_USED_BY = ?, ACTIVE_DAY = ?"
                + " where ID = ? and (LAST_USED_AT is null or LAST_USED_AT <= ?)";
        List<LastUsedRecorder.Use> newestFirst = uses.stream()
                .sorted(Comparator.comparingLong(LastUsedRecorder.Use::at).reversed())
                .toList();
        batch(update, newestFirst, (statement, use) -> {
            statement.setLong(1, use.at());
            statement.setString(2, use.clientId());
            statement.setLong(3, ActiveDay.of(use.at()));
            statement.setString(4, use.tokenId());
            statement.setLong(5, use.at() - LastUsedRecorder.PRECISION_MILLIS);
        });
    }

    private Set<String> knownKeys(List<LastUsedRecorder.Use> uses) {
        return em.createQuery(
                        "select u.tokenId, u.clientKey from TokenUseEntity u where u.tokenId in (:ids)", Object[].class)
                .setParameter("ids", tokenIds(uses))
                .getResultStream()
                .map(row -> row[0] + " " + row[1])
                .collect(Collectors.toSet());
    }

    private static String key(LastUsedRecorder.Use use) {
        return use.tokenId() + " " + clientKey(use);
    }

    private static String clientKey(LastUsedRecorder.Use use) {
        return Sha256.hex(use.clientId());
    }

    private static Set<String> tokenIds(List<LastUsedRecorder.Use> uses) {
        return uses.stream().map(LastUsedRecorder.Use::tokenId).collect(Collectors.toCollection(HashSet::new));
    }

    private void updateServers(List<LastUsedRecorder.Use> uses) {
        String update = "update " + table("MYC_API_TOKEN_USE")
                + " set USED_AT = ? where TOKEN_ID = ? and CLIENT_KEY = ? and USED_AT < ?";
        batch(update, uses, (statement, use) -> {
            statement.setLong(1, use.at());
            statement.setString(2, use.tokenId());
            statement.setString(3, clientKey(use));
            statement.setLong(4, use.at());
        });
    }

    private void insertServers(List<LastUsedRecorder.Use> uses) {
        String insert = "insert into " + table("MYC_API_TOKEN_USE")
                + " (TOKEN_ID, CLIENT_KEY, USED_BY, USED_AT) values (?, ?, ?, ?)";
        batch(insert, uses, (statement, use) -> {
            statement.setString(1, use.tokenId());
            statement.setString(2, clientKey(use));
            statement.setString(3, use.clientId());
            statement.setLong(4, use.at());
        });
    }

    /** Removes the oldest rows of tokens that have more than the maximum. */
    private void trim(Set<String> tokenIds) {
        em.createQuery(
                        "select u.tokenId from TokenUseEntity u where u.tokenId in (:ids)"
                                + " group by u.tokenId having count(u.clientKey) > :max",
                        String.class)
                .setParameter("ids", tokenIds)
                .setParameter("max", (long) MAX_PER_TOKEN)
                .getResultList()
                .forEach(this::trim);
    }

    private void trim(String tokenId) {
        List<String> oldest = em.createQuery(
                        "select u.clientKey from TokenUseEntity u where u.tokenId = :id"
                                + " order by u.usedAt desc, u.clientKey",
                        String.class)
                .setParameter("id", tokenId)
                .setFirstResult(MAX_PER_TOKEN)
                .getResultList();
        em.createQuery("delete from TokenUseEntity u where u.tokenId = :id and u.clientKey in (:keys)")
                .setParameter("id", tokenId)
                .setParameter("keys", oldest)
                .executeUpdate();
    }

    /**
     * Returns the last use of a token by each resource server, newest first. A token from before these rows has one by
     * the server that used it last.
     */
    List<LastUse> of(ApiTokenModel token) {
        List<LastUse> uses = em.createQuery(
                        "select u from TokenUseEntity u where u.tokenId = :id", TokenUseEntity.class)
                .setParameter("id", token.id())
                .getResultStream()
                .map(TokenUseEntity::toModel)
                .collect(Collectors.toCollection(ArrayList::new));
        if (token.lastUsedAt() != null
                && token.lastUsedBy() != null
                && uses.stream().map(LastUse::clientId).noneMatch(token.lastUsedBy()::equals)) {
            uses.add(new LastUse(token.lastUsedBy(), token.lastUsedAt()));
        }
        uses.sort(Comparator.comparing(LastUse::usedAt).reversed().thenComparing(LastUse::clientId));
        return uses;
    }

    private interface Parameters {
        void set(PreparedStatement statement, LastUsedRecorder.Use use) throws SQLException;
    }

    private void batch(String sql, List<LastUsedRecorder.Use> uses, Parameters parameters) {
        if (uses.isEmpty()) {
            return;
        }
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (LastUsedRecorder.Use use : uses) {
                    parameters.set(statement, use);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private String table(String name) {
        return JpaUtils.getTableNameForNativeQuery(name, em);
    }
}
