package io.mycli.keycloak.apitoken.representation;

/**
 * The result of the enforcement of a policy.
 *
 * @param shortened the number of tokens that expire earlier now
 * @param ended the number of them that expired at once
 */
public record PolicyEnforcementRepresentation(int shortened, int ended) {}
