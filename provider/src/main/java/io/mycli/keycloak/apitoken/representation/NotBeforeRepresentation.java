package io.mycli.keycloak.apitoken.representation;

/**
 * A realm's not-before for API tokens.
 *
 * @param notBefore ISO 8601 in UTC; tokens issued earlier are inactive
 * @param matching the number of tokens issued earlier
 */
public record NotBeforeRepresentation(String notBefore, long matching) {}
