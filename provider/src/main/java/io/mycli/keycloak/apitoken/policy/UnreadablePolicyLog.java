package io.mycli.keycloak.apitoken.policy;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** The log of realms whose tokens are all inactive, with the cause: at most one entry per minute and realm. */
public final class UnreadablePolicyLog {

    private static final Logger logger = Logger.getLogger(UnreadablePolicyLog.class);

    /**
     * The number of realms that are remembered, so that many realms do not fill the memory. Further realms are logged
     * when an entry is a minute old.
     */
    static final int MAX_REALMS = 1000;

    static final long INTERVAL_MILLIS = 60_000;

    private final Map<String, Long> loggedAt = new HashMap<>();

    /**
     * Logs the problem of a realm, unless it was logged within the last minute.
     *
     * @param problem of {@link EndingPolicy#problem}
     */
    public void report(RealmModel realm, String problem) {
        if (admits(realm.getId(), Time.currentTimeMillis())) {
            logger.errorf(
                    "All API tokens of realm %s are inactive until this is corrected: %s", realm.getName(), problem);
        }
    }

    /**
     * Returns whether to log a realm now, and records that it is logged.
     *
     * @param now in milliseconds since the epoch
     */
    synchronized boolean admits(String realmId, long now) {
        Long last = loggedAt.get(realmId);
        if (last != null && isRecent(last, now)) {
            return false;
        }
        if (loggedAt.size() >= MAX_REALMS) {
            loggedAt.values().removeIf(time -> !isRecent(time, now));
        }
        if (loggedAt.size() >= MAX_REALMS) {
            return false;
        }
        loggedAt.put(realmId, now);
        return true;
    }

    /**
     * Returns whether a time is less than a minute away. A time in the future is possible if the clock was set back.
     */
    private static boolean isRecent(long time, long now) {
        return Math.abs(now - time) < INTERVAL_MILLIS;
    }
}
