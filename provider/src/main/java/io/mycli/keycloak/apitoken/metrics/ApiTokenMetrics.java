package io.mycli.keycloak.apitoken.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.RealmModel;

/**
 * The counters of this node. On a server without a metrics endpoint, nothing reads them, and each costs an addition.
 *
 * <p>Values of tags are names of realms and constants. Nothing of a request becomes a value.
 */
public final class ApiTokenMetrics {

    /** The outcome of an introspection whose response is {@code active}. */
    public static final String ACCEPTED = "accepted";

    /** The outcome of an introspection that failed because of the server. */
    public static final String FAILED = "failed";

    static final String INTROSPECTIONS = "keycloak.api.token.introspections";
    static final String CACHE_REQUESTS = "keycloak.api.token.cache.requests";
    static final String CLAIMS = "keycloak.api.token.claims";
    static final String LAST_USED_WRITES = "keycloak.api.token.last.used.writes";
    static final String MAILS = "keycloak.api.token.mails";
    static final String EXPIRATIONS = "keycloak.api.token.expirations";
    static final String FLUSH_SIZE = "keycloak.api.token.last.used.flush.size";

    /** The number of realms with series of their own. All other realms share one. */
    private static final int MAX_REALMS = 1000;

    private static final String OTHER_REALMS = "_other";
    private static final MeterRegistry registry = Metrics.globalRegistry;

    private static final Map<String, Map<String, Counter>> introspections = new ConcurrentHashMap<>();
    private static final Counter cacheHits = cacheRequests("hit");
    private static final Counter cacheMisses = cacheRequests("miss");
    private static final Counter claimsCached = claims("cached");
    private static final Counter claimsComputed = claims("computed");
    private static final Counter lastUsedWritten = lastUsedWrites("written");
    private static final Counter lastUsedFailed = lastUsedWrites("failed");
    private static final Counter mailsSent = mails("sent");
    private static final Counter mailsFailed = mails("failed");
    private static final Counter expirations = Counter.builder(EXPIRATIONS)
            .description("API tokens that have expired")
            .register(registry);
    private static final DistributionSummary flushSize = DistributionSummary.builder(FLUSH_SIZE)
            .description("API tokens whose last use was written in one batch")
            .register(registry);

    private ApiTokenMetrics() {}

    /**
     * Counts an introspection.
     *
     * @param outcome one of the constants here, or {@code RejectionReason.outcome()}
     */
    public static void introspected(RealmModel realm, String outcome) {
        introspections
                .computeIfAbsent(seriesOf(realm.getName()), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, word -> introspections(seriesOf(realm.getName()), word))
                .increment();
    }

    private static String seriesOf(String realm) {
        return introspections.size() < MAX_REALMS || introspections.containsKey(realm) ? realm : OTHER_REALMS;
    }

    /** Removes the counters of a realm that was removed. */
    public static void forget(RealmModel realm) {
        Map<String, Counter> counters = introspections.remove(realm.getName());
        if (counters != null) {
            counters.values().forEach(registry::remove);
        }
    }

    /** Counts a check by whether its token was in the cache. */
    public static void cacheAsked(boolean hit) {
        (hit ? cacheHits : cacheMisses).increment();
    }

    /** Counts the claims of a valid token by whether they were in the cache. */
    public static void claimsAsked(boolean areCached) {
        (areCached ? claimsCached : claimsComputed).increment();
    }

    /** Counts the tokens whose last use was written, and those for which the write failed. */
    public static void lastUsedFlushed(int written, int failed) {
        lastUsedWritten.increment(written);
        lastUsedFailed.increment(failed);
        flushSize.record(written);
    }

    /** Counts a token that has expired. */
    public static void expired() {
        expirations.increment();
    }

    /** Counts a mail to an owner that was sent or has failed. */
    public static void mailed(boolean isSent) {
        (isSent ? mailsSent : mailsFailed).increment();
    }

    private static Counter introspections(String realm, String outcome) {
        return Counter.builder(INTROSPECTIONS)
                .description("Introspections of API tokens")
                .tag("realm", realm)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter cacheRequests(String result) {
        return Counter.builder(CACHE_REQUESTS)
                .description("Checks of API tokens, by whether the token was cached")
                .tag("result", result)
                .register(registry);
    }

    private static Counter claims(String result) {
        return Counter.builder(CLAIMS)
                .description("Claims of valid API tokens, by whether they were cached or computed")
                .tag("result", result)
                .register(registry);
    }

    private static Counter mails(String outcome) {
        return Counter.builder(MAILS)
                .description("Mails to owners of API tokens")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter lastUsedWrites(String outcome) {
        return Counter.builder(LAST_USED_WRITES)
                .description("API tokens whose last use is to be written")
                .tag("outcome", outcome)
                .register(registry);
    }
}
