package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A token as administrators see it, which is never its secret. A member without a value is null, not absent.
 *
 * @param token its members stand beside the others
 * @param ownerId the user's id
 * @param username null for an owner who cannot be found
 * @param state {@code live}, {@code expired} or {@code revoked}
 * @param revokedAt ISO 8601 in UTC, to the second
 */
@JsonInclude
public record AdminApiTokenRepresentation(
        @JsonUnwrapped ApiTokenRepresentation token, String ownerId, String username, String state, String revokedAt) {}
