package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StoredSecret;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.keycloak.models.KeycloakSession;

/**
 * Looks secrets up in the database, by their hashes, and takes no second connection for it: a session that holds one uses
 * it, and only those that hold none share a lookup and wait for each other (ADR 12).
 */
final class SecretLookup {

    /** Within Oracle's limit of 1000 values in a list. */
    private static final int MOST_HASHES = 512;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    record Key(String realmId, String hash) {}

    /**
     * What there was to find.
     *
     * @param isFresh whether it includes all that was committed before the lookup began
     */
    record Found(Optional<StoredSecret> secret, boolean isFresh) {}

    private final CoalescingLookup<Key, StoredSecret> lookup = new CoalescingLookup<>(PATIENCE, MOST_HASHES);

    /** Null until the first session asks. */
    private volatile Boolean readsCommitted;

    /** Looks a secret up in the session's transaction, or shares a lookup in that of another session. */
    Found get(KeycloakSession session, Key key) {
        EntityManager em = JpaApiTokenProvider.entityManager(session);
        if (isConnected(em)) {
            return new Found(find(em, key), readsCommitted(em));
        }
        return new Found(lookup.find(key, () -> find(em, key), keys -> findAll(em, keys)), true);
    }

    /** Returns whether the session holds a connection, which it then keeps to the end of its transaction. */
    private static boolean isConnected(EntityManager em) {
        return em.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .isPhysicallyConnected();
    }

    /**
     * Returns whether each statement sees what was committed before it. Under repeatable read, the default of MySQL and
     * MariaDB, it sees what was committed before the first statement of its transaction.
     */
    private boolean readsCommitted(EntityManager em) {
        if (readsCommitted == null) {
            readsCommitted = em.unwrap(Session.class)
                    .doReturningWork(connection ->
                            connection.getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED);
        }
        return readsCommitted;
    }

    /** Two selects for what is not a token's own secret; one with a union would make each first check dearer. */
    private static Optional<StoredSecret> find(EntityManager em, Key key) {
        return find(em, key, "tokenHash").or(() -> find(em, key, "previousHash"));
    }

    private static Optional<StoredSecret> find(EntityManager em, Key key, String column) {
        return em
                .createQuery(
                        "select t from ApiTokenEntity t where t." + column + " = :hash and t.realmId = :realm",
                        ApiTokenEntity.class)
                .setParameter("hash", key.hash())
                .setParameter("realm", key.realmId())
                .getResultList() // a stream would be a scroll, which costs more than the row
                .stream()
                .findFirst()
                .map(row -> detached(em, row).presented(key.hash()));
    }

    /** Otherwise a later lookup in the same session would find the row as this one did. */
    private static ApiTokenEntity detached(EntityManager em, ApiTokenEntity row) {
        em.detach(row);
        return row;
    }

    /** What there is of these, each as the token's own secret or as the one that its last rotation replaced. */
    static Map<Key, StoredSecret> findAll(EntityManager em, Set<Key> keys) {
        List<String> hashes = keys.stream().map(Key::hash).distinct().toList();
        Map<Key, StoredSecret> found = new HashMap<>();
        for (int from = 0; from < hashes.size(); from += MOST_HASHES) {
            List<String> some = hashes.subList(from, Math.min(hashes.size(), from + MOST_HASHES));
            List<ApiTokenEntity> current = findAll(em, some, "tokenHash");
            current.forEach(row -> found.put(new Key(row.getRealmId(), row.getTokenHash()), row.presentedAsCurrent()));
            Set<String> others = new LinkedHashSet<>(some);
            current.forEach(row -> others.remove(row.getTokenHash()));
            findAll(em, List.copyOf(others), "previousHash")
                    .forEach(row ->
                            found.put(new Key(row.getRealmId(), row.getPreviousHash()), row.presentedAsPrevious()));
        }
        found.keySet().retainAll(keys);
        return found;
    }

    /**
     * With a parameter for each hash, and as many as a power of two, so that Hibernate and the database meet few
     * different statements: of a parameter that is a list, Hibernate would make the SQL anew each time.
     */
    private static List<ApiTokenEntity> findAll(EntityManager em, List<String> hashes, String column) {
        if (hashes.isEmpty()) {
            return List.of();
        }
        int parameters = Integer.highestOneBit(2 * hashes.size() - 1);
        String list =
                IntStream.rangeClosed(1, parameters).mapToObj(i -> "?" + i).collect(Collectors.joining(","));
        TypedQuery<ApiTokenEntity> query = em.createQuery(
                "select t from ApiTokenEntity t where t." + column + " in (" + list + ")", ApiTokenEntity.class);
        for (int i = 0; i < parameters; i++) {
            query.setParameter(i + 1, hashes.get(Math.min(i, hashes.size() - 1)));
        }
        List<ApiTokenEntity> rows = query.getResultList();
        rows.forEach(em::detach);
        return rows;
    }
}
