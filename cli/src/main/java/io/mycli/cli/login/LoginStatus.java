package io.mycli.cli.login;

import java.time.Instant;

/**
 * A login without its tokens.
 *
 * @param expiresAt when it ends unless it is used before; null if it has no end
 */
public record LoginStatus(
        String issuer, String clientId, String username, Instant accessTokenExpiresAt, Instant expiresAt) {}
