package io.mycli.keycloak.apitoken.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.RealmModel;

/**
 * Counts what happens on this node. Where the server has no metrics endpoint, nobody reads it, and it costs an addition.
 *
 * <p>Nothing of a request becomes the value of a tag: these are realms, and words of ours.
 */
public final class ApiTokenMetrics {

    /** The outcome of an introspection that said {@code active}. */
    public static final String ACCEPTED = "accepted";

    /** The outcome of one that said nothing of the token, because the server failed. */
    public static final String FAILED = "failed";

    static final String INTROSPECTIONS = "keycloak.api.token.introspections";
    static final String CACHE_REQUESTS = "keycloak.api.token.cache.requests";
    static final String LAST_USED_WRITES = "keycloak.api.token.last.used.writes";
    static final String MAILS = "keycloak.api.token.mails";
    static final String FLUSH_SIZE = "keycloak.api.token.last.used.flush.size";

    /** Series of more realms than this are one. */
    private static final int MOST_REALMS = 1000;

    private static final String OTHER_REALMS = "_other";
    private static final MeterRegistry registry = Metrics.globalRegistry;

    private static final Map<String, Map<String, Counter>> introspections = new ConcurrentHashMap<>();
    private static final Counter cacheHits = cacheRequests("hit");
    private static final Counter cacheMisses = cacheRequests("miss");
    private static final Counter lastUsedWritten = lastUsedWrites("written");
    private static final Counter lastUsedFailed = lastUsedWrites("failed");
    private static final Counter mailsSent = mails("sent");
    private static final Counter mailsFailed = mails("failed");
    private static final DistributionSummary flushSize = DistributionSummary.builder(FLUSH_SIZE)
            .description("API tokens whose last use was written in one batch")
            .register(registry);

    private ApiTokenMetrics() {}

    /**
     * A resource server asked about a token.
     *
     * @param outcome one of the constants here, or the word of a {@code RejectionReason}
     */
    public static void introspected(RealmModel realm, String outcome) {
        introspections
                .computeIfAbsent(seriesOf(realm.getName()), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, word -> introspections(seriesOf(realm.getName()), word))
                .increment();
    }

    private static String seriesOf(String realm) {
        return introspections.size() < MOST_REALMS || introspections.containsKey(realm) ? realm : OTHER_REALMS;
    }

    /** A realm is gone, and with it what was counted of it. */
    public static void forget(RealmModel realm) {
        Map<String, Counter> counters = introspections.remove(realm.getName());
        if (counters != null) {
            counters.values().forEach(registry::remove);
        }
    }

    /** A check found its token remembered, or had to read it. */
    public static void cacheAsked(boolean hit) {
        (hit ? cacheHits : cacheMisses).increment();
    }

    /** When tokens were last used was written, or could not be. */
    public static void lastUsedFlushed(int written, int failed) {
        lastUsedWritten.increment(written);
        lastUsedFailed.increment(failed);
        flushSize.record(written);
    }

    /** A mail to an owner was sent, or could not be. */
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
