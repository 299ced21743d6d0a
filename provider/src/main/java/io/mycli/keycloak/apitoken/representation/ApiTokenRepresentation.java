package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A token as its owner sees it. A member without a value is null, not absent. Times are ISO 8601 in UTC, to the second.
 *
 * @param prefix for example {@code myc_3f12c4}
 * @param rotatedAt when the secret was last replaced
 * @param previousValidUntil until when the secret that was replaced is good, too; null when it no longer is
 * @param lastUsedBy client id of the resource server that asked last
 */
@JsonInclude
@JsonPropertyOrder({
    "id",
    "name",
    "prefix",
    "profile",
    "scope",
    "createdAt",
    "rotatedAt",
    "previousValidUntil",
    "expiresAt",
    "lastUsedAt",
    "lastUsedBy"
})
public record ApiTokenRepresentation(
        String id,
        String name,
        String prefix,
        String profile,
        String scope,
        String createdAt,
        String rotatedAt,
        String previousValidUntil,
        String expiresAt,
        String lastUsedAt,
        String lastUsedBy) {}
