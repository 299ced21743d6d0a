package io.mycli.keycloak.apitoken.representation;

/**
 * The body of a rotation: of the right types, otherwise not validated.
 *
 * @param overlap or null
 */
public record RotationRepresentation(String overlap) {}
