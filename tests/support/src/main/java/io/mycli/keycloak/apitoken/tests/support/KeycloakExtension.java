package io.mycli.keycloak.apitoken.tests.support;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Realms for tests, and the search for secrets: through a realm's events when its test is over, after each test class
 * through what the server has logged since the last search, and at the end of the run through all of its log.
 */
final class KeycloakExtension implements BeforeAllCallback, ParameterResolver, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(KeycloakExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).computeIfAbsent(AutoCloseable.class, key ->
                (AutoCloseable) ServerLog::requireNoSecret);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestRealm.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return storeOf(context)
                .computeIfAbsent(RealmOfTest.class, key -> new RealmOfTest(nameOf(context)), RealmOfTest.class)
                .realm;
    }

    /** Returns a new name, or the one that all realms of the class share. */
    private static String nameOf(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), OneRealmName.class)
                ? ofClass(context)
                        .getStore(NAMESPACE)
                        .computeIfAbsent(OneRealmName.class, key -> TestRealm.newName(), String.class)
                : TestRealm.newName();
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                ? context
                : ofClass(context.getParent().orElseThrow());
    }

    /** The store of the test, or of all rows of a parameterized one. */
    private static ExtensionContext.Store storeOf(ExtensionContext context) {
        boolean isShared = context.getTestMethod()
                .map(method -> method.isAnnotationPresent(OneRealm.class))
                .orElse(false);
        return (isShared ? context.getParent().orElseThrow() : context).getStore(NAMESPACE);
    }

    /** Deleted when its store is closed: after the test, or after all of its rows. */
    static final class RealmOfTest implements AutoCloseable {

        private final TestRealm realm;

        RealmOfTest(String name) {
            realm = TestRealm.create(name);
        }

        @Override
        public void close() {
            if (realm.exists()) {
                realm.discard();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ServerLog.requireNoNewSecret();
    }
}
