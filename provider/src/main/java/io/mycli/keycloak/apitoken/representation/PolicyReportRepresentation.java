package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a policy would make expire earlier.
 *
 * @param count the number of all of them
 * @param tokens of this page, sorted by id
 */
public record PolicyReportRepresentation(long count, List<Token> tokens) {

    /**
     * A token that would expire earlier. Times are ISO 8601 in UTC.
     *
     * @param username null if the user does not exist
     * @param clientId the client whose service account has the token; null if the owner is a person
     * @param expiresAt when it expires now; null for never
     * @param wouldExpireAt when it would expire; a time in the past means at once
     */
    @JsonInclude
    public record Token(
            String id,
            String ownerId,
            @Nullable String username,
            @Nullable String clientId,
            String name,
            String prefix,
            @Nullable String expiresAt,
            String wouldExpireAt) {}
}
