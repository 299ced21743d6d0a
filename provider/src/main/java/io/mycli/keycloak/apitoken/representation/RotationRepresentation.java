package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a rotation: of the right types, otherwise not validated.
 *
 * @param overlap or null
 */
public record RotationRepresentation(@Nullable String overlap) {}
