package io.mycli.keycloak.apitoken.representation;

/**
 * The body of <em>rotate</em>, as it was sent: of the right types, otherwise unchecked.
 *
 * @param overlap or null
 */
public record RotationRepresentation(String overlap) {}
