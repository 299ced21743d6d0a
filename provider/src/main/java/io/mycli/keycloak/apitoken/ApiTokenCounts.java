package io.mycli.keycloak.apitoken;

/**
 * How many tokens there are.
 *
 * @param expiringSoon live ones that end within some time
 * @param unused live ones that nobody has used for some time
 */
public record ApiTokenCounts(long live, long expired, long revoked, long expiringSoon, long unused) {}
