package io.mycli.keycloak.apitoken.interop;

import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The audience of an introspected token, which MCP wants checked. Quarkus checks that of a JWT itself: {@code
 * quarkus.oidc.token.audience}.
 */
@ApplicationScoped
public class RequiredAudience implements SecurityIdentityAugmentor {

    private final String clientId;
    private final boolean isRequired;

    RequiredAudience(
            @ConfigProperty(name = "quarkus.oidc.client-id") String clientId,
            @ConfigProperty(name = "catalog.audience-required", defaultValue = "false") boolean isRequired) {
        this.clientId = clientId;
        this.isRequired = isRequired;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        TokenIntrospection answer = identity.getAttribute("introspection");
        return !isRequired || answer == null || namesThisServer(answer)
                ? Uni.createFrom().item(identity)
                : Uni.createFrom().failure(new AuthenticationFailedException("The token is for other servers."));
    }

    private boolean namesThisServer(TokenIntrospection answer) {
        return answer.getAudience() != null && answer.getAudience().contains(clientId);
    }
}
