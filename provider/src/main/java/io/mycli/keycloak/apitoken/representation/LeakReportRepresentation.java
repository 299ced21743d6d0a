package io.mycli.keycloak.apitoken.representation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a leak report, not validated.
 *
 * @param tokens secrets, or anything else; null if missing
 */
public record LeakReportRepresentation(@Nullable List<String> tokens) {

    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "LeakReportRepresentation";
    }
}
