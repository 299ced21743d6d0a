package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The factory whose id is the path below the realm. */
public final class AdminApiTokensResourceProviderFactory
        implements AdminRealmResourceProviderFactory,
                StatelessProviderFactory<AdminRealmResourceProvider>,
                AdminRealmResourceProvider {

    private static final String PROVIDER_ID = "api-tokens";

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {
        return new AdminApiTokensResource(session, realm, auth, event);
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
