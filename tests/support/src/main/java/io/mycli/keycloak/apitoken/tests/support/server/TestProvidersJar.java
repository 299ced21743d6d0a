package io.mycli.keycloak.apitoken.tests.support.server;

import io.mycli.keycloak.apitoken.tests.support.providers.ClockResourceProviderFactory;
import io.mycli.keycloak.apitoken.tests.support.providers.ListedUserStorageProvider;
import io.mycli.keycloak.apitoken.tests.support.providers.ListedUserStorageProviderFactory;
import io.mycli.keycloak.apitoken.tests.support.providers.MagicLinkAuthenticator;
import io.mycli.keycloak.apitoken.tests.support.providers.MagicLinkAuthenticatorFactory;
import io.mycli.keycloak.apitoken.tests.support.providers.RealmCopyResourceProviderFactory;
import io.mycli.keycloak.apitoken.tests.support.providers.RealmDeletion;
import io.mycli.keycloak.apitoken.tests.support.providers.RealmRows;
import io.mycli.keycloak.apitoken.tests.support.providers.Schema;
import io.mycli.keycloak.apitoken.tests.support.providers.StockIntrospectionProviderFactory;
import io.mycli.keycloak.apitoken.tests.support.providers.WaitingEventListenerProviderFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProviderFactory;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import org.keycloak.storage.UserStorageProviderFactory;

/** Packs the providers of the tests from this class path; the same bytes each time. */
final class TestProvidersJar {

    private TestProvidersJar() {}

    static void write(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> type : List.of(
                    ClockResourceProviderFactory.class,
                    ListedUserStorageProvider.class,
                    ListedUserStorageProviderFactory.class,
                    MagicLinkAuthenticator.class,
                    MagicLinkAuthenticatorFactory.class,
                    RealmCopyResourceProviderFactory.class,
                    RealmDeletion.class,
                    RealmRows.class,
                    Schema.class,
                    StockIntrospectionProviderFactory.class,
                    WaitingEventListenerProviderFactory.class)) {
                addClass(jar, type);
            }
            // Without it, Keycloak does not look for resources in a JAR.
            add(jar, "META-INF/beans.xml", "<beans/>");
            addService(
                    jar,
                    RealmResourceProviderFactory.class,
                    ClockResourceProviderFactory.class,
                    RealmCopyResourceProviderFactory.class);
            addService(jar, UserStorageProviderFactory.class, ListedUserStorageProviderFactory.class);
            addService(jar, AuthenticatorFactory.class, MagicLinkAuthenticatorFactory.class);
            addService(jar, EventListenerProviderFactory.class, WaitingEventListenerProviderFactory.class);
            addService(jar, TokenIntrospectionProviderFactory.class, StockIntrospectionProviderFactory.class);
        }
    }

    private static void addClass(JarOutputStream jar, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(entry(path));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
            bytes.transferTo(jar);
        }
        jar.closeEntry();
        for (Class<?> nested : type.getDeclaredClasses()) {
            addClass(jar, nested);
        }
    }

    private static void addService(JarOutputStream jar, Class<?> service, Class<?>... implementations)
            throws IOException {
        add(
                jar,
                "META-INF/services/" + service.getName(),
                Stream.of(implementations).map(Class::getName).collect(Collectors.joining("\n")));
    }

    private static void add(JarOutputStream jar, String path, String text) throws IOException {
        jar.putNextEntry(entry(path));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private static JarEntry entry(String path) {
        JarEntry entry = new JarEntry(path);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }
}
