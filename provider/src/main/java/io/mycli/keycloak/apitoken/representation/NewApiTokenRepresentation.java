package io.mycli.keycloak.apitoken.representation;

/**
 * The body of <em>create</em>, as it was sent: of the right types, otherwise unchecked.
 *
 * @param expiresIn or null
 * @param profile or null
 * @param scope or null
 */
public record NewApiTokenRepresentation(String name, String expiresIn, String profile, String scope) {}
