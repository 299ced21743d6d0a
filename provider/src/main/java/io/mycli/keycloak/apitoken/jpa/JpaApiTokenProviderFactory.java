package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenProviderFactory;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.version.ExtensionVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** Makes the {@link JpaApiTokenProvider}; holds the server-wide settings and runs what has to run now and then. */
public final class JpaApiTokenProviderFactory implements ApiTokenProviderFactory, ServerInfoAwareProviderFactory {

    private static final Logger logger = Logger.getLogger(JpaApiTokenProviderFactory.class);

    private static final String PROVIDER_ID = "jpa";
    private static final String TAG = "tag";
    private static final String CACHE_SECONDS = "cache-seconds";
    private static final String CACHE_SIZE = "cache-size";
    private static final String FLUSH_INTERVAL = "last-used-flush-interval";
    private static final String PURGE_INTERVAL = "purge-interval";
    private static final String PURGE_AFTER_DAYS = "purge-after-days";
    private static final String NOTICE_INTERVAL = "notice-interval";
    private static final String METRICS_INTERVAL = "metrics-interval";

    private final LastUsedRecorder lastUsed = new LastUsedRecorder();
    private final OwnerMails mails = new OwnerMails();
    private SecretFormat secretFormat;
    private TokenCache cache;
    private Duration flushInterval;
    private Duration purgeInterval;
    private Duration purgeAfter;
    private Duration noticeInterval;
    private Duration metricsInterval;
    private KeycloakSessionFactory sessionFactory;

    @Override
    public ApiTokenProvider create(KeycloakSession session) {
        return new JpaApiTokenProvider(session, secretFormat, cache, lastUsed);
    }

    @Override
    public void init(Config.Scope config) {
        ExtensionVersion.problemWith(Version.VERSION).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        secretFormat = new SecretFormat(config.get(TAG, SecretFormat.DEFAULT_TAG));
        cache = new TokenCache(
                Duration.ofSeconds(atLeast(0, config, CACHE_SECONDS, 30)), atLeast(1, config, CACHE_SIZE, 10_000));
        flushInterval = Duration.ofSeconds(atLeast(1, config, FLUSH_INTERVAL, 10));
        purgeInterval = Duration.ofSeconds(atLeast(1, config, PURGE_INTERVAL, 3600));
        purgeAfter = Duration.ofDays(atLeast(1, config, PURGE_AFTER_DAYS, 30));
        noticeInterval = Duration.ofSeconds(atLeast(1, config, NOTICE_INTERVAL, 60));
        metricsInterval = Duration.ofSeconds(atLeast(1, config, METRICS_INTERVAL, 300));
    }

    private static int atLeast(int least, Config.Scope config, String name, int fallback) {
        int value = config.getInt(name, fallback);
        if (value < least) {
            throw new IllegalArgumentException(
                    "spi-api-token--" + PROVIDER_ID + "--" + name + " must be at least " + least + ", but is " + value);
        }
        return value;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sessionFactory = factory;
        logger.infof("Keycloak API Tokens %s on Keycloak %s", ExtensionVersion.version(), Version.VERSION);
        if (ExtensionVersion.isUntriedOn(Version.VERSION)) {
            logger.warnf(
                    "Keycloak API Tokens %s was never tried on Keycloak %s: look for a newer release of it",
                    ExtensionVersion.version(), Version.VERSION);
        }
        factory.register(new ModelRemovalListener());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                schedule(factory);
            }
        });
    }

    private void schedule(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            TimerProvider timer = session.getProvider(TimerProvider.class);
            timer.schedule(() -> lastUsed.flush(factory), flushInterval.toMillis(), "api-token-last-used");
            timer.scheduleTask(new TokenCountTask(), metricsInterval.toMillis(), "api-token-census");
            onOneNode(timer, factory, new PurgeTask(purgeAfter), purgeInterval, "api-token-purge");
            onOneNode(timer, factory, new VanishedOwnerTask(), purgeInterval, "api-token-vanished-owners");
            onOneNode(timer, factory, new NotBeforeTask(), noticeInterval, "api-token-not-before");
            onOneNode(timer, factory, new OwnerNotificationTask(mails), noticeInterval, "api-token-notices");
        }
    }

    private static void onOneNode(
            TimerProvider timer, KeycloakSessionFactory factory, ScheduledTask task, Duration interval, String name) {
        timer.schedule(
                new ClusterAwareScheduledTaskRunner(factory, task, interval.toMillis()), interval.toMillis(), name);
    }

    /** So that the database is still there when {@link #close()} wants it. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    /** On shutdown; what the last seconds collected is worth a try, not more. */
    @Override
    public void close() {
        mails.close();
        if (sessionFactory != null) {
            try {
                lastUsed.flush(sessionFactory);
            } catch (RuntimeException e) {
                logger.debugf(e, "The last use of API tokens is lost with the shutdown");
            }
        }
    }

    /** For the server info of the admin console. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ExtensionVersion.version());
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(TAG)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("What every API token of this server begins with: 2 to 8 lower-case letters and digits.")
                .defaultValue(SecretFormat.DEFAULT_TAG)
                .add()
                .property()
                .name(CACHE_SECONDS)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("Seconds after which a cached API token is read anew, so that changes made in the database"
                        + " itself are noticed. Revocations take effect at once. 0 reads it at each check.")
                .defaultValue(30)
                .add()
                .property()
                .name(CACHE_SIZE)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("How many API tokens a node remembers.")
                .defaultValue(10_000)
                .add()
                .property()
                .name(FLUSH_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("Seconds between two writes of when API tokens were last used.")
                .defaultValue(10)
                .add()
                .property()
                .name(PURGE_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("Seconds between two purges of ended API tokens; one node of a cluster does each.")
                .defaultValue(3600)
                .add()
                .property()
                .name(PURGE_AFTER_DAYS)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText("Days that an expired or revoked API token is kept.")
                .defaultValue(30)
                .add()
                .property()
                .name(NOTICE_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two rounds that tell owners by mail what became of their API tokens, and that"
                                + " end the tokens from before a realm's not-before; one node of a cluster does each.")
                .defaultValue(60)
                .add()
                .property()
                .name(METRICS_INTERVAL)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds between two counts of API tokens for the metrics endpoint, on each node that has it.")
                .defaultValue(300)
                .add()
                .build();
    }
}
