package io.mycli.keycloak.apitoken.representation;

/**
 * A realm's not-before for API tokens.
 *
 * @param notBefore ISO 8601 in UTC; what was minted before is refused
 * @param matching how many tokens that ends
 */
public record NotBeforeRepresentation(String notBefore, long matching) {}
