package io.mycli.keycloak.apitoken;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a token. */
public enum ApiTokenState {
    /** Neither expired nor revoked, and the owner is enabled. Whether the token is valid also depends on the realm. */
    LIVE,
    /** Neither expired nor revoked, but the owner is disabled. */
    OWNER_DISABLED,
    /** Neither expired nor revoked, but the owner does not exist any more. */
    OWNER_GONE,
    /** The token's expiry has passed. */
    EXPIRED,
    /** Revoked by the owner or an administrator, or issued before the realm's not-before. */
    REVOKED;

    /** Returns the text of this state in the REST API, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a text that {@link #text()} wrote; empty for any other text. */
    public static Optional<ApiTokenState> parse(String text) {
        return Stream.of(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
