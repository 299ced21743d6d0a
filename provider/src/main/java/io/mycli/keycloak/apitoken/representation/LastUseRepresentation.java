package io.mycli.keycloak.apitoken.representation;

import io.mycli.keycloak.apitoken.LastUse;
import java.util.List;

/**
 * The last use of a token by one resource server.
 *
 * @param clientId the client id of the resource server
 * @param lastUsedAt ISO 8601 in UTC, to the second
 */
public record LastUseRepresentation(String clientId, String lastUsedAt) {

    static List<LastUseRepresentation> of(List<LastUse> uses) {
        return uses.stream()
                .map(use -> new LastUseRepresentation(use.clientId(), ApiTokenRepresentation.text(use.usedAt())))
                .toList();
    }
}
