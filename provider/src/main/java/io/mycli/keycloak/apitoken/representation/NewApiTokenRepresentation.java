package io.mycli.keycloak.apitoken.representation;

/**
 * The body of a creation: of the right types, otherwise not validated.
 *
 * @param expiresIn or null
 * @param profile or null
 * @param scope or null
 */
public record NewApiTokenRepresentation(String name, String expiresIn, String profile, String scope) {}
