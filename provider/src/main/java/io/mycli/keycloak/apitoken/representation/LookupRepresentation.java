package io.mycli.keycloak.apitoken.representation;

/**
 * The body of a look-up, as it was sent.
 *
 * @param secret or anything else; null if missing
 */
public record LookupRepresentation(String secret) {

    /** Has no secret. */
    @Override
    public String toString() {
        return "LookupRepresentation";
    }
}
