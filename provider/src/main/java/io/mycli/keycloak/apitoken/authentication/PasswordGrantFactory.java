package io.mycli.keycloak.apitoken.authentication;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;

/** Takes the place of Keycloak's factory, whose id {@code password} it has: of two, the one in a JAR of its own wins. */
public final class PasswordGrantFactory extends ResourceOwnerPasswordCredentialsGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new PasswordGrant();
    }
}
