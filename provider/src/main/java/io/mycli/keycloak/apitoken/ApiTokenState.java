package io.mycli.keycloak.apitoken;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What has become of a token. */
public enum ApiTokenState {
    /** Neither of the others; whether it is accepted also depends on its owner and the realm. */
    LIVE,
    /** Its time is over. */
    EXPIRED,
    /** Ended for good, by its owner or an administrator. */
    REVOKED;

    /** In the words of the REST contract: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #text()} writes. */
    public static Optional<ApiTokenState> parse(String text) {
        return Stream.of(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
