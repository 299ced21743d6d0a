package io.mycli.example.catalog;

import java.util.Collection;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.stereotype.Component;

/** The roles of this server's client. Introspection returns them for JWTs and API tokens alike. */
@Component
final class CatalogRoles {

    /** The role to fetch scripts. */
    static final String DEPLOYER = "deployer";

    /** The role to add libraries. */
    static final String EDITOR = "editor";

    private final String clientId;

    CatalogRoles(@Value("${spring.security.oauth2.resourceserver.opaquetoken.client-id}") String clientId) {
        this.clientId = clientId;
    }

    /**
     * Requires that a bearer has a role.
     *
     * @throws CatalogException if it lacks the role
     */
    void require(BearerTokenAuthentication authentication, String role) {
        Object access = authentication.getTokenAttributes().get("resource_access");
        Object roles = member(member(access, clientId), "roles");
        if (!(roles instanceof Collection<?> names) || !names.contains(role)) {
            throw CatalogException.roleRequired(role);
        }
    }

    private static Object member(Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }
}
