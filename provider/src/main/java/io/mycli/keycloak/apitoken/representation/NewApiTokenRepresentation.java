package io.mycli.keycloak.apitoken.representation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a creation: of the right types, otherwise not validated.
 *
 * @param description or null
 * @param expiresIn or null
 * @param profile or null
 * @param scope or null
 * @param realmRoles or null
 * @param clientRoles names of roles by client id, or null
 * @param audience client ids, or null
 */
public record NewApiTokenRepresentation(
        @Nullable String name,
        @Nullable String description,
        @Nullable String expiresIn,
        @Nullable String profile,
        @Nullable String scope,
        @Nullable List<String> realmRoles,
        @Nullable Map<String, List<String>> clientRoles,
        @Nullable List<String> audience) {}
