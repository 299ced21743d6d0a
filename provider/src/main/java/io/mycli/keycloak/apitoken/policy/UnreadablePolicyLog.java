package io.mycli.keycloak.apitoken.policy;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** Logs that the tokens of a realm are inactive, and why: at most once a minute and realm. */
public final class UnreadablePolicyLog {

    private static final Logger logger = Logger.getLogger(UnreadablePolicyLog.class);

    /** Further realms wait until an entry is a minute old: their number must not fill the memory. */
    static final int MAX_REALMS = 1000;

    static final long INTERVAL_MILLIS = 60_000;

    private final Map<String, Long> loggedAt = new HashMap<>();

    /**
     * Logs it, unless it was logged lately.
     *
     * @param problem of {@link EndingPolicy#problem}
     */
    public void report(RealmModel realm, String problem) {
        if (admits(realm.getId(), Time.currentTimeMillis())) {
            logger.errorf(
                    "All API tokens of realm %s are inactive until this is corrected: %s", realm.getName(), problem);
        }
    }

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

    /** Also if the clock was set back. */
    private static boolean isRecent(long time, long now) {
        return Math.abs(now - time) < INTERVAL_MILLIS;
    }
}
