package io.mycli.keycloak.apitoken.interop;

import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keycloak's roles of an introspected token. Quarkus reads those of a JWT itself, and takes the scopes of an
 * introspected token for its roles.
 */
@ApplicationScoped
public class KeycloakRoles implements SecurityIdentityAugmentor {

    private final String clientId;

    KeycloakRoles(@ConfigProperty(name = "quarkus.oidc.client-id") String clientId) {
        this.clientId = clientId;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        TokenIntrospection answer = identity.getAttribute("introspection");
        return Uni.createFrom().item(answer == null ? identity : with(identity, roles(answer)));
    }

    private static SecurityIdentity with(SecurityIdentity identity, Set<String> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(roles)
                .build();
    }

    private Set<String> roles(TokenIntrospection answer) {
        JsonObject clients = answer.getObject("resource_access");
        return Stream.of(answer.getObject("realm_access"), clients == null ? null : clients.getJsonObject(clientId))
                .filter(access -> access != null)
                .flatMap(access -> access.getJsonArray("roles").getValuesAs(JsonString.class).stream())
                .map(JsonString::getString)
                .collect(Collectors.toSet());
    }
}
