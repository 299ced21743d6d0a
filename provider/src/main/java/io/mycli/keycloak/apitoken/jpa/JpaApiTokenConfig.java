package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;

/** The server's options of the provider, {@code spi-api-token--jpa--*}, as {@code docs/configure.md} lists them. */
record JpaApiTokenConfig(
        SecretFormat secretFormat,
        Duration cacheTime,
        int cacheSize,
        Duration flushInterval,
        Duration purgeInterval,
        Duration purgeAfter,
        Duration noticeInterval,
        Duration metricsInterval) {

    static final String PROVIDER_ID = "jpa";

    private static final String TAG = "tag";

    /** Read by the cache of claims itself, which is not part of the storage. */
    private static final String CACHE_CLAIMS = "cache-claims";

    /** An option whose value is a whole number. */
    private record Option(String name, int min, int defaultValue, String help) {

        int in(Config.Scope config) {
            int value = config.getInt(name, defaultValue);
            if (value < min) {
                throw new IllegalArgumentException("spi-api-token--%s--%s must be at least %d, but is %d"
                        .formatted(PROVIDER_ID, name, min, value));
            }
            return value;
        }

        Duration secondsIn(Config.Scope config) {
            return Duration.ofSeconds(in(config));
        }

        ProviderConfigProperty property() {
            return JpaApiTokenConfig.property(name, ProviderConfigProperty.INTEGER_TYPE, help, defaultValue);
        }
    }

    private static final Option CACHE_SECONDS = new Option(
            "cache-seconds",
            0,
            30,
            "Seconds after which a cached API token is read again, so that changes made in the database itself take"
                    + " effect. Revocations take effect at once. With 0, each check reads the database.");
    private static final Option CACHE_SIZE =
            new Option("cache-size", 1, 10_000, "Maximum number of API tokens in the cache of a node.");
    private static final Option FLUSH_INTERVAL =
            new Option("last-used-flush-interval", 1, 10, "Seconds between two writes of the last use of API tokens.");
    private static final Option PURGE_INTERVAL = new Option(
            "purge-interval",
            1,
            3600,
            "Seconds between two purges of expired and revoked API tokens, each on one node of the cluster.");
    private static final Option PURGE_AFTER_DAYS =
            new Option("purge-after-days", 1, 30, "Days that an expired or revoked API token is kept.");
    private static final Option NOTICE_INTERVAL = new Option(
            "notice-interval",
            1,
            60,
            "Seconds between two rounds that send mails about API tokens to owners, and that revoke tokens issued before"
                    + " a realm's not-before, each on one node of the cluster.");
    private static final Option METRICS_INTERVAL = new Option(
            "metrics-interval",
            1,
            300,
            "Seconds between two counts of API tokens for the metrics endpoint, on each node that has it.");

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if a value is invalid
     */
    static JpaApiTokenConfig of(Config.Scope config) {
        return new JpaApiTokenConfig(
                new SecretFormat(config.get(TAG, SecretFormat.DEFAULT_TAG)),
                CACHE_SECONDS.secondsIn(config),
                CACHE_SIZE.in(config),
                FLUSH_INTERVAL.secondsIn(config),
                PURGE_INTERVAL.secondsIn(config),
                Duration.ofDays(PURGE_AFTER_DAYS.in(config)),
                NOTICE_INTERVAL.secondsIn(config),
                METRICS_INTERVAL.secondsIn(config));
    }

    /** Returns the options with their help, as the server lists them. */
    static List<ProviderConfigProperty> properties() {
        ProviderConfigProperty tag = property(
                TAG,
                ProviderConfigProperty.STRING_TYPE,
                "Tag that API tokens of this server begin with: 2 to 8 lower-case letters and digits.",
                SecretFormat.DEFAULT_TAG);
        Stream<Option> options = Stream.of(
                CACHE_SECONDS,
                CACHE_SIZE,
                FLUSH_INTERVAL,
                PURGE_INTERVAL,
                PURGE_AFTER_DAYS,
                NOTICE_INTERVAL,
                METRICS_INTERVAL);
        ProviderConfigProperty cacheClaims = property(
                CACHE_CLAIMS,
                ProviderConfigProperty.BOOLEAN_TYPE,
                "Whether the claims of API tokens are computed once, as long as nothing that they depend on has changed.",
                true);
        return Stream.concat(Stream.of(tag, cacheClaims), options.map(Option::property))
                .toList();
    }

    private static ProviderConfigProperty property(String name, String type, String help, Object defaultValue) {
        return new ProviderConfigProperty(name, name, help, type, defaultValue);
    }
}
