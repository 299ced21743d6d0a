package io.mycli.keycloak.apitoken.rest;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Hands the request to {@link ApiTokensResource}. */
final class ApiTokensRealmResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;

    ApiTokensRealmResourceProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return new ApiTokensResource(session);
    }

    @Override
    public void close() {}
}
