package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.PresentedSecret;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Looks secrets up in the database, by their hashes. */
final class StoredSecrets {

    /** Within Oracle's limit of 1000 values in a list. */
    private static final int MOST_HASHES = 512;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    record Key(String realmId, String hash) {}

    private final SharedLookup<Key, PresentedSecret> lookup = new SharedLookup<>(PATIENCE, MOST_HASHES);

    /** As the session's transaction sees it, or a later one. */
    Optional<PresentedSecret> get(KeycloakSession session, Key key) {
        return get(
                session.getKeycloakSessionFactory(), key, () -> find(JpaApiTokenProvider.entityManager(session), key));
    }

    /** As a transaction sees it that begins after this was called. */
    Optional<PresentedSecret> getAnew(KeycloakSessionFactory factory, Key key) {
        return get(factory, key, () -> inTransaction(factory, em -> find(em, key)));
    }

    private Optional<PresentedSecret> get(
            KeycloakSessionFactory factory, Key key, Supplier<Optional<PresentedSecret>> alone) {
        return lookup.find(key, alone, keys -> inTransaction(factory, em -> findAll(em, keys)));
    }

    private static <T> T inTransaction(KeycloakSessionFactory factory, Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> work.apply(JpaApiTokenProvider.entityManager(session)));
    }

    /** Two selects for what is not a token's own secret; one with a union would make each first check dearer. */
    private static Optional<PresentedSecret> find(EntityManager em, Key key) {
        return find(em, key, "tokenHash").or(() -> find(em, key, "previousHash"));
    }

    private static Optional<PresentedSecret> find(EntityManager em, Key key, String column) {
        return em
                .createQuery(
                        "select t from ApiTokenEntity t where t." + column + " = :hash and t.realmId = :realm",
                        ApiTokenEntity.class)
                .setParameter("hash", key.hash())
                .setParameter("realm", key.realmId())
                .getResultList() // a stream would be a scroll, which costs more than the row
                .stream()
                .findFirst()
                .map(row -> row.presented(key.hash()));
    }

    /** What there is of these, each as the token's own secret or as the one that its last rotation replaced. */
    static Map<Key, PresentedSecret> findAll(EntityManager em, Set<Key> keys) {
        List<String> hashes = keys.stream().map(Key::hash).distinct().toList();
        Map<Key, PresentedSecret> found = new HashMap<>();
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
        return query.getResultList();
    }
}
