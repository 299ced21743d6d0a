package io.mycli.keycloak.apitoken.authentication;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;

/**
 * The factory that replaces Keycloak's, whose id {@code password} it has. Of two factories with one id, Keycloak
 * prefers the one of an extension.
 */
public final class PasswordGrantFactory extends ResourceOwnerPasswordCredentialsGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new PasswordGrant();
    }
}
