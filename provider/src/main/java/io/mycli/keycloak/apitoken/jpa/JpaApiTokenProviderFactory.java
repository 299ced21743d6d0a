package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenProviderFactory;
import io.mycli.keycloak.apitoken.version.ExtensionVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** The factory of {@link JpaApiTokenProvider}s. It holds the server's options and schedules the tasks. */
public final class JpaApiTokenProviderFactory implements ApiTokenProviderFactory, ServerInfoAwareProviderFactory {

    /** The path of the page for administrators, to which no page of Keycloak leads. */
    private static final String ADMIN_PAGE = "/realms/REALM/api-tokens-admin";

    private static final Logger logger = Logger.getLogger(JpaApiTokenProviderFactory.class);

    private final LastUsedRecorder lastUsed = new LastUsedRecorder();
    private final OwnerMails mails = new OwnerMails();
    private TokenCache cache;
    private JpaApiTokenConfig options;
    private @Nullable KeycloakSessionFactory sessionFactory;

    @Override
    public ApiTokenProvider create(KeycloakSession session) {
        return new JpaApiTokenProvider(session, options.secretFormat(), cache, lastUsed);
    }

    @Override
    public void init(Config.Scope config) {
        ExtensionVersion.problemWith(Version.VERSION).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        options = JpaApiTokenConfig.of(config);
        cache = new TokenCache(options.cacheTime(), options.cacheSize());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sessionFactory = factory;
        logger.infof(
                "Keycloak API Tokens %s on Keycloak %s; the page for administrators is %s",
                ExtensionVersion.version(), Version.VERSION, ADMIN_PAGE);
        if (ExtensionVersion.isUntriedOn(Version.VERSION)) {
            logger.warnf(
                    "Keycloak API Tokens %s is not tested with Keycloak %s: check for a newer release",
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
            timer.schedule(
                    () -> lastUsed.flush(factory), options.flushInterval().toMillis(), "api-token-last-used");
            timer.scheduleTask(new TokenCountTask(), options.metricsInterval().toMillis(), "api-token-census");
            Duration purge = options.purgeInterval();
            onOneNode(timer, factory, new PurgeTask(options.purgeAfter()), purge, "api-token-purge");
            onOneNode(timer, factory, new VanishedOwnerTask(), purge, "api-token-vanished-owners");
            Duration notice = options.noticeInterval();
            onOneNode(timer, factory, new NotBeforeTask(), notice, "api-token-not-before");
            onOneNode(timer, factory, new NameStartTask(), notice, "api-token-name-start");
            onOneNode(timer, factory, new OwnerNotificationTask(mails), notice, "api-token-notices");
        }
    }

    private static void onOneNode(
            TimerProvider timer, KeycloakSessionFactory factory, ScheduledTask task, Duration interval, String name) {
        timer.schedule(
                new ClusterAwareScheduledTaskRunner(factory, task, interval.toMillis()), interval.toMillis(), name);
    }

    /** Returns the connection provider, so that {@link #close()} can still use the database. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    /** Writes the last uses of the last seconds on shutdown. A failure is only logged. */
    @Override
    public void close() {
        mails.close();
        if (sessionFactory != null) {
            try {
                lastUsed.flush(sessionFactory);
            } catch (RuntimeException e) {
                logger.debugf(e, "The last use of API tokens was not written before the shutdown");
            }
        }
    }

    /** Returns what the server info of the admin console shows. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ExtensionVersion.version(), "page for administrators", ADMIN_PAGE);
    }

    @Override
    public String getId() {
        return JpaApiTokenConfig.PROVIDER_ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return JpaApiTokenConfig.properties();
    }
}
