package io.mycli.cli.login;

import java.time.Instant;

/**
 * A login without its tokens.
 *
 * @param expiresAt when it expires if it is not used before; null if never
 */
public record LoginStatus(
        String issuer, String clientId, String username, Instant accessTokenExpiresAt, Instant expiresAt) {}
