package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a creation: of the right types, otherwise not validated.
 *
 * @param expiresIn or null
 * @param profile or null
 * @param scope or null
 */
public record NewApiTokenRepresentation(
        @Nullable String name,
        @Nullable String expiresIn,
        @Nullable String profile,
        @Nullable String scope) {}
