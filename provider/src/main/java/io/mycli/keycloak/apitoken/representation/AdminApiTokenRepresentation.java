package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A token as administrators see it, which is never its secret. A member without a value is null, not absent. Times are ISO
 * 8601 in UTC, to the second.
 *
 * @param ownerId the user's id
 * @param username null for an owner who cannot be found
 * @param prefix for example {@code myc_3f12c4}
 * @param state {@code live}, {@code expired} or {@code revoked}
 * @param rotatedAt when the secret was last replaced
 * @param previousValidUntil until when the secret that was replaced is good, too; null when it no longer is
 * @param lastUsedBy client id of the resource server that asked last
 */
@JsonInclude
@JsonPropertyOrder({
    "id",
    "ownerId",
    "username",
    "name",
    "prefix",
    "profile",
    "scope",
    "state",
    "createdAt",
    "rotatedAt",
    "previousValidUntil",
    "expiresAt",
    "revokedAt",
    "lastUsedAt",
    "lastUsedBy"
})
public record AdminApiTokenRepresentation(
        String id,
        String ownerId,
        @Schema(nullable = true) String username,
        String name,
        String prefix,
        @Schema(nullable = true) String profile,
        @Schema(nullable = true) String scope,
        String state,
        String createdAt,
        @Schema(nullable = true) String rotatedAt,
        @Schema(nullable = true) String previousValidUntil,
        @Schema(nullable = true) String expiresAt,
        @Schema(nullable = true) String revokedAt,
        @Schema(nullable = true) String lastUsedAt,
        @Schema(nullable = true) String lastUsedBy) {}
