package io.mycli.keycloak.apitoken.representation;

/**
 * What became of a revocation of many.
 *
 * @param matching the number of tokens that matched the filter
 * @param revoked the number of tokens it revoked; 0 in a dry run
 * @param remaining the number of tokens left for another call
 */
public record BulkRevocationRepresentation(long matching, long revoked, long remaining) {}
