package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a check whether a resource server accepts a token, not validated.
 *
 * @param secret or anything else; null if missing
 * @param clientId of the resource server; null if missing
 */
public record AcceptanceCheckRepresentation(
        @Nullable String secret, @Nullable String clientId) {

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "AcceptanceCheckRepresentation";
    }
}
