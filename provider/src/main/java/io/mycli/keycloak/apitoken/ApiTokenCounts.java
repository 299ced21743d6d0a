package io.mycli.keycloak.apitoken;

/**
 * The numbers of tokens by state.
 *
 * @param live neither expired nor revoked, of enabled owners
 * @param ownerDisabled neither expired nor revoked, of disabled owners
 * @param ownerGone neither expired nor revoked, of owners that do not exist
 * @param expiringSoon live tokens that expire before some time
 * @param unused live tokens that were not used since some time
 */
public record ApiTokenCounts(
        long live, long ownerDisabled, long ownerGone, long expired, long revoked, long expiringSoon, long unused) {}
