package io.mycli.keycloak.apitoken.adminpage;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The factory of {@link AdminPageResourceProvider}s. Its id is the path below the realm. */
public final class AdminPageResourceProviderFactory
        implements RealmResourceProviderFactory, StatelessProviderFactory<RealmResourceProvider> {

    static final String PROVIDER_ID = "api-tokens-admin";

    private PageFiles files;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new AdminPageResourceProvider(session, files);
    }

    @Override
    public void init(Config.Scope config) {
        files = PageFiles.load();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
