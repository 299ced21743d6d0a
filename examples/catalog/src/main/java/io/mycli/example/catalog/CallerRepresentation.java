package io.mycli.example.catalog;

import java.time.Instant;
import java.util.Optional;

/** The caller as JSON. A member without a value is {@code null}. */
record CallerRepresentation(
        String subject,
        String username,
        String credential,
        String tokenName,
        String tokenProfile,
        Instant tokenExpiresAt) {

    static CallerRepresentation of(Caller caller) {
        Optional<ApiToken> token = caller.apiToken();
        return new CallerRepresentation(
                caller.subject(),
                caller.username(),
                token.isPresent() ? "api-token" : "jwt",
                token.map(ApiToken::name).orElse(null),
                token.map(ApiToken::profile).orElse(null),
                token.map(ApiToken::expiresAt).orElse(null));
    }
}
