package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.secret.Sha256;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * The slots of mails, which limit how often mails are sent. Each owner has a slot for each kind of mail, and each realm
 * has one for its mail server. The primary key lets only one node of a cluster take a slot. A row is a hash and a time,
 * so it reveals nothing about an owner who was removed. Old rows are purged.
 */
final class MailSlots {

    private static final int BATCH = 500;

    private MailSlots() {}

    /** Returns the slot of an owner for a kind of mail. */
    static String of(String realmId, String ownerId, MailKind kind) {
        return Sha256.hex(realmId + " " + ownerId + " " + kind);
    }

    /** Returns the slot of a realm's mail server. */
    static String of(String realmId) {
        return Sha256.hex(realmId);
    }

    /** Returns when the slot is free, in milliseconds since the epoch; 0 if it was never taken. */
    static long freeAt(EntityManager em, String slot) {
        return em.createQuery("select m.nextAt from MailSlotEntity m where m.id = :id", Long.class)
                .setParameter("id", slot)
                .getResultStream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * Takes a slot if it is free now.
     *
     * @param now in milliseconds since the epoch, as is {@code until}
     * @return whether this call took the slot
     * @throws RuntimeException a {@link TransactionRetry#isConflict conflict} if another transaction took it for the
     *     first time
     */
    static boolean take(EntityManager em, String slot, long now, long until) {
        if (insertFirst(em, slot, until)) {
            return true;
        }
        return em.createQuery("update MailSlotEntity m set m.nextAt = :until where m.id = :id and m.nextAt <= :now")
                        .setParameter("until", until)
                        .setParameter("id", slot)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /**
     * Sets when a slot is free, also if it is taken.
     *
     * @param nextAt in milliseconds since the epoch
     */
    static void set(EntityManager em, String slot, long nextAt) {
        if (!insertFirst(em, slot, nextAt)) {
            em.createQuery("update MailSlotEntity m set m.nextAt = :next where m.id = :id")
                    .setParameter("next", nextAt)
                    .setParameter("id", slot)
                    .executeUpdate();
        }
    }

    /**
     * Inserts a slot that was never taken. Reads first: on MySQL and MariaDB, an update of no row would lock a gap, and
     * two nodes would wait for each other.
     *
     * @return whether it was inserted
     */
    private static boolean insertFirst(EntityManager em, String slot, long nextAt) {
        if (freeAt(em, slot) > 0) {
            return false;
        }
        em.persist(new MailSlotEntity(slot, nextAt));
        em.flush();
        return true;
    }

    /** Removes some of the slots that have been free since before a time, in milliseconds since the epoch. */
    static void purge(EntityManager em, long before) {
        List<String> ids = em.createQuery(
                        "select m.id from MailSlotEntity m where m.nextAt < :before order by m.id", String.class)
                .setParameter("before", before)
                .setMaxResults(BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            em.createQuery("delete from MailSlotEntity m where m.id in (:ids) and m.nextAt < :before")
                    .setParameter("ids", ids)
                    .setParameter("before", before)
                    .executeUpdate();
        }
    }
}
