package io.mycli.keycloak.apitoken.representation;

/**
 * What became of a revocation of many.
 *
 * @param matching how many tokens it was to end
 * @param revoked how many it ended; none in a dry run
 * @param remaining how many are left for another call
 */
public record BulkRevocationRepresentation(long matching, long revoked, long remaining) {}
