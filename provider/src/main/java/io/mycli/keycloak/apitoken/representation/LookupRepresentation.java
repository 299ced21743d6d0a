package io.mycli.keycloak.apitoken.representation;

/**
 * The body of a lookup, not validated.
 *
 * @param secret or anything else; null if missing
 */
public record LookupRepresentation(String secret) {

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "LookupRepresentation";
    }
}
