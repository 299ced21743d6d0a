package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mycli.keycloak.apitoken.LastUse;
import java.util.List;

/**
 * The details of one token: what a list does not have, because it would cost a query per token.
 *
 * @param token the token as its owner or an administrator sees it; its members stand beside the others
 * @param lastUses by resource server, newest first
 */
@JsonInclude
public record DetailsRepresentation<T>(@JsonUnwrapped T token, List<Use> lastUses) {

    /**
     * The last use by one resource server.
     *
     * @param clientId the client id of the resource server
     * @param lastUsedAt ISO 8601 in UTC, to the second
     */
    public record Use(String clientId, String lastUsedAt) {}

    /** Returns a token with its last uses. */
    public static <T> DetailsRepresentation<T> of(T token, List<LastUse> lastUses) {
        return new DetailsRepresentation<>(
                token,
                lastUses.stream()
                        .map(use -> new Use(use.clientId(), ApiTokenRepresentation.text(use.usedAt())))
                        .toList());
    }
}
