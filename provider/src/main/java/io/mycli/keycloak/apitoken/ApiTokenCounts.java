package io.mycli.keycloak.apitoken;

/**
 * The numbers of tokens by state.
 *
 * @param live neither expired nor revoked
 * @param expiringSoon live tokens that expire before some time
 * @param unused live tokens that were not used since some time
 */
public record ApiTokenCounts(long live, long expired, long revoked, long expiringSoon, long unused) {}
