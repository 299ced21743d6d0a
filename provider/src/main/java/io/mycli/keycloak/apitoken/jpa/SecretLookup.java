package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StoredSecret;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * The lookup of secrets in the database by their hashes. It needs no second connection: a session that holds one uses
 * it. Only sessions without a connection share a lookup and wait for each other (ADR 12).
 */
final class SecretLookup {

    /** The maximum number of hashes of a query, within Oracle's limit of 1000 values in a list. */
    private static final int MAX_HASHES = 512;

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    record Key(String realmId, String hash) {}

    /**
     * The result of a lookup.
     *
     * @param secret empty if no token has it
     * @param isFresh whether the result includes all that was committed before the lookup began
     */
    record Found(Optional<StoredSecret> secret, boolean isFresh) {}

    private final CoalescingLookup<Key, StoredSecret> lookup = new CoalescingLookup<>(TIMEOUT, MAX_HASHES);

    /** Null until the first lookup. */
    private volatile @Nullable Boolean readsCommitted;

    /** Looks up a secret in the session's transaction, or shares a lookup of another session. */
    Found get(KeycloakSession session, Key key) {
        EntityManager em = JpaApiTokenProvider.entityManager(session);
        if (isConnected(em)) {
            return new Found(find(em, key), readsCommitted(em));
        }
        return new Found(lookup.find(key, () -> find(em, key), keys -> findAll(em, keys)), true);
    }

    /** Returns whether the session holds a connection, which it then keeps until the end of its transaction. */
    private static boolean isConnected(EntityManager em) {
        return em.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .isPhysicallyConnected();
    }

    /**
     * Returns whether each statement sees what was committed before it. Repeatable read is the default of MySQL and
     * MariaDB. There it sees what was committed before the first statement of its transaction.
     */
    private boolean readsCommitted(EntityManager em) {
        if (readsCommitted == null) {
            readsCommitted = em.unwrap(Session.class)
                    .doReturningWork(connection ->
                            connection.getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED);
        }
        return readsCommitted;
    }

    /**
     * Finds a secret by the current hash, else by the previous one. A second query is rare, and a single one with a
     * union would make each first check more expensive.
     */
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
                .map(row -> detached(em, row, () -> row.presented(key.hash())));
    }

    /** Detaches a row after it was read, so that a later lookup in the same session reads it again. */
    private static StoredSecret detached(EntityManager em, ApiTokenEntity row, Supplier<StoredSecret> read) {
        StoredSecret secret = read.get();
        em.detach(row);
        return secret;
    }

    /** Finds many secrets, each the current one of its token or the one that its last rotation replaced. */
    static Map<Key, StoredSecret> findAll(EntityManager em, Set<Key> keys) {
        List<String> hashes = keys.stream().map(Key::hash).distinct().toList();
        Map<Key, StoredSecret> found = new HashMap<>();
        for (int from = 0; from < hashes.size(); from += MAX_HASHES) {
            List<String> some = hashes.subList(from, Math.min(hashes.size(), from + MAX_HASHES));
            List<ApiTokenEntity> current = findAll(em, some, "tokenHash");
            current.forEach(row -> found.put(
                    new Key(row.getRealmId(), row.getTokenHash()), detached(em, row, row::presentedAsCurrent)));
            Set<String> others = new LinkedHashSet<>(some);
            current.forEach(row -> others.remove(row.getTokenHash()));
            findAll(em, List.copyOf(others), "previousHash")
                    .forEach(row -> found.put(
                            new Key(row.getRealmId(), Objects.requireNonNull(row.getPreviousHash())),
                            detached(em, row, row::presentedAsPrevious)));
        }
        found.keySet().retainAll(keys);
        return found;
    }

    private static List<ApiTokenEntity> findAll(EntityManager em, List<String> hashes, String column) {
        if (hashes.isEmpty()) {
            return List.of();
        }
        ParameterList list = new ParameterList(1, hashes);
        return list.setIn(em.createQuery(
                        "select t from ApiTokenEntity t where t." + column + " in (" + list.placeholders() + ")",
                        ApiTokenEntity.class))
                .getResultList();
    }
}
