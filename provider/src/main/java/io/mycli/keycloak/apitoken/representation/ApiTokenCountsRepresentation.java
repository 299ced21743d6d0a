package io.mycli.keycloak.apitoken.representation;

/**
 * How many tokens there are.
 *
 * @param expiringSoon live ones that end within 30 days
 * @param unused live ones that nobody has used for 90 days
 */
public record ApiTokenCountsRepresentation(long live, long expired, long revoked, long expiringSoon, long unused) {}
