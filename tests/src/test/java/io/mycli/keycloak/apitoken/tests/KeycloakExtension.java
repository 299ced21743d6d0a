package io.mycli.keycloak.apitoken.tests;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Realms for tests, and the search for secrets: through a realm's events when its test is over, and after each test
 * class through all that the server has logged since it started.
 */
final class KeycloakExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(KeycloakExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestRealm.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(TestRealm.class, key -> TestRealm.create());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestRealm realm = context.getStore(NAMESPACE).remove(TestRealm.class, TestRealm.class);
        if (realm != null && realm.exists()) {
            Secrets.requireNone("events of " + context.getDisplayName(), realm.allEventsAsText());
            realm.delete();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Secrets.requireNone("server's log", KeycloakServer.get().log());
    }
}
