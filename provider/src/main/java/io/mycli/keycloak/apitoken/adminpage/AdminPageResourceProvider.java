package io.mycli.keycloak.apitoken.adminpage;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** The provider of {@link AdminPageResource}. */
final class AdminPageResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;
    private final PageFiles files;

    AdminPageResourceProvider(KeycloakSession session, PageFiles files) {
        this.session = session;
        this.files = files;
    }

    @Override
    public Object getResource() {
        return new AdminPageResource(session, files);
    }

    @Override
    public void close() {}
}
