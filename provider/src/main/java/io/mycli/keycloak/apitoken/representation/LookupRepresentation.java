package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a lookup, not validated.
 *
 * @param secret or anything else; null if missing
 */
public record LookupRepresentation(@Nullable String secret) {

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "LookupRepresentation";
    }
}
