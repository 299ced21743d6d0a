package io.mycli.keycloak.apitoken;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a token. */
public enum ApiTokenState {
    /** Neither expired nor revoked. Whether the token is valid also depends on its owner and the realm. */
    LIVE,
    /** The token's expiry has passed. */
    EXPIRED,
    /** Revoked by the owner or an administrator. */
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
