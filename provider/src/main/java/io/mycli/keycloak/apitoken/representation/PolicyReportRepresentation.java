package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The tokens that a policy would end earlier.
 *
 * @param count of all of them
 * @param tokens of this page, sorted by id
 */
public record PolicyReportRepresentation(long count, List<Token> tokens) {

    /**
     * One of them. Times are ISO 8601 in UTC.
     *
     * @param username null for an owner who cannot be found
     * @param expiresAt when it ends now, or null for never
     * @param wouldExpireAt when it would end; in the past for one that would end at once
     */
    @JsonInclude
    public record Token(
            String id,
            String ownerId,
            String username,
            String name,
            String prefix,
            String expiresAt,
            String wouldExpireAt) {}
}
