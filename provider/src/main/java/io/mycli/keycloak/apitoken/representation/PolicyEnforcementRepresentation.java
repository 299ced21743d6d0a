package io.mycli.keycloak.apitoken.representation;

/**
 * What the enforcement of a policy has done.
 *
 * @param shortened tokens that end earlier now
 * @param ended those of them whose end had passed
 */
public record PolicyEnforcementRepresentation(int shortened, int ended) {}
