package io.mycli.keycloak.apitoken.representation;

import java.util.List;

/**
 * The body of a report of leaks, as it was sent.
 *
 * @param tokens secrets, or anything else; null if missing
 */
public record LeakReportRepresentation(List<String> tokens) {

    /** Has no secret. */
    @Override
    public String toString() {
        return "LeakReportRepresentation";
    }
}
