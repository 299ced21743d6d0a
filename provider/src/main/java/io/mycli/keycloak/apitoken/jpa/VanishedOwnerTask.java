package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;
import org.keycloak.timer.ScheduledTask;

/**
 * The task that removes the rows of live tokens whose owner is no longer in a user storage. A storage sends no event
 * when a user leaves it. The task looks up the owners, and removes the rows of those who are missing repeatedly. A
 * storage that fails, is disabled or is not installed gives no information about its users.
 *
 * <p>Imported users are not looked up. Keycloak removes an imported user that the storage does not confirm, with all
 * data. A wrong filter would do that to all users at once.
 */
final class VanishedOwnerTask implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(VanishedOwnerTask.class);

    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 10;

    /**
     * The number of consecutive lookups without a result on this node, which take half a day by default: a storage may
     * respond wrongly for a while.
     */
    private static final int MAX_ABSENCES = 12;

    private static final String OWNERS = "select distinct t.realmId, t.userId from ApiTokenEntity t"
            + " where t.revokedAt is null and t.userId > :after and t.userId like 'f:%' order by t.userId";

    private record Owner(String realmId, String userId) {

        /** Returns the id of the storage. */
        String storage() {
            return new StorageId(userId).getProviderId();
        }
    }

    private final Map<Owner, Integer> absences = new HashMap<>();

    /** The id of the last user that the previous run looked up. */
    private String after = "";

    @Override
    public synchronized void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Set<String> failing = new HashSet<>();
        for (int i = 0; i < MAX_BATCHES; i++) {
            List<Owner> batch = TransactionRetry.runOnce(
                    factory, newSession -> next(JpaApiTokenProvider.entityManager(newSession)));
            batch.forEach(owner -> lookUp(factory, owner, failing));
            if (batch.size() < BATCH) {
                after = "";
                return;
            }
            after = batch.get(batch.size() - 1).userId();
        }
    }

    private List<Owner> next(EntityManager em) {
        return em.createQuery(OWNERS, Object[].class)
                .setParameter("after", after)
                .setMaxResults(BATCH)
                .getResultStream()
                .map(row -> new Owner((String) row[0], (String) row[1]))
                .toList();
    }

    private void lookUp(KeycloakSessionFactory factory, Owner owner, Set<String> failing) {
        if (failing.contains(owner.storage())) {
            return;
        }
        try {
            boolean isAbsent = TransactionRetry.runOnce(factory, newSession -> isAbsent(newSession, owner));
            record(factory, owner, isAbsent);
        } catch (RuntimeException e) {
            failing.add(owner.storage());
            logger.warnf(
                    "Cannot look up owners of API tokens in user storage %s: %s",
                    owner.storage(), e.getClass().getName());
        }
    }

    /** Counts the absences of an owner, and removes the owner's rows after too many. */
    private void record(KeycloakSessionFactory factory, Owner owner, boolean isAbsent) {
        if (!isAbsent) {
            absences.remove(owner);
        } else if (absences.merge(owner, 1, Integer::sum) >= MAX_ABSENCES) {
            absences.remove(owner);
            PurgeTask.purge(
                    factory,
                    "t.realmId = :realm and t.userId = :user",
                    query -> query.setParameter("realm", owner.realmId()).setParameter("user", owner.userId()));
        }
    }

    private static boolean isAbsent(KeycloakSession session, Owner owner) {
        RealmModel realm = session.realms().getRealm(owner.realmId());
        if (realm == null || !isInUse(session, realm.getComponent(owner.storage()))) {
            return false;
        }
        session.getContext().setRealm(realm);
        return session.users().getUserById(realm, owner.userId()) == null;
    }

    /**
     * Returns whether a storage is installed and enabled.
     *
     * @param storage null if it was removed; {@link PurgeTask} then removes the rows
     */
    private static boolean isInUse(KeycloakSession session, @Nullable ComponentModel storage) {
        return storage != null
                && new UserStorageProviderModel(storage).isEnabled()
                && session.getKeycloakSessionFactory()
                                .getProviderFactory(UserStorageProvider.class, storage.getProviderId())
                        != null;
    }
}
