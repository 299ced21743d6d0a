package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * A text that may contain secrets, not validated.
 *
 * @param text null if missing
 */
public record PastedTextRepresentation(@Nullable String text) {

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "PastedTextRepresentation";
    }
}
