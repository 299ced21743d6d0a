package io.mycli.cli.login;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * A stored login. Its times are those of this machine's clock, so that the clock of the server does not matter. Its text form
 * has no token.
 *
 * @param refreshExpiresAt when the login expires if it is not refreshed before; null if never
 */
record Login(
        String issuer,
        String clientId,
        URI tokenEndpoint,
        String username,
        String accessToken,
        String refreshToken,
        Instant obtainedAt,
        Instant accessExpiresAt,
        Instant refreshExpiresAt) {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Returns the login of a response of the token endpoint (RFC 6749 section 5.1). */
    static Login of(
            String issuer, String clientId, URI tokenEndpoint, String username, TokenResponse tokens, Instant now) {
        return new Login(
                issuer,
                clientId,
                tokenEndpoint,
                username,
                tokens.accessToken(),
                tokens.refreshToken(),
                now,
                now.plusSeconds(tokens.expiresIn()),
                tokens.refreshExpiresIn() > 0 ? now.plusSeconds(tokens.refreshExpiresIn()) : null);
    }

    /**
     * Returns whether the access token is valid for another half a minute, or for a quarter of its lifetime if that is
     * shorter. Returns false if this machine's clock was set back before its issue.
     */
    boolean isFresh(Instant now) {
        Duration quarter = Duration.between(obtainedAt, accessExpiresAt).dividedBy(4);
        Instant tooLate = accessExpiresAt.minus(quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN);
        return now.isBefore(tooLate) && !now.isBefore(obtainedAt.minus(MARGIN));
    }

    Login refreshed(TokenResponse tokens, Instant now) {
        return of(issuer, clientId, tokenEndpoint, username, tokens.orRefreshToken(refreshToken), now);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("issuer", issuer);
        json.addProperty("clientId", clientId);
        json.addProperty("tokenEndpoint", tokenEndpoint.toString());
        json.addProperty("username", username);
        json.addProperty("accessToken", accessToken);
        json.addProperty("refreshToken", refreshToken);
        json.addProperty("obtainedAt", obtainedAt.toString());
        json.addProperty("accessExpiresAt", accessExpiresAt.toString());
        json.addProperty("refreshExpiresAt", refreshExpiresAt == null ? null : refreshExpiresAt.toString());
        return json;
    }

    /** @throws IllegalArgumentException if a member is missing */
    static Login fromJson(JsonObject json) {
        return new Login(
                required(json, "issuer"),
                required(json, "clientId"),
                URI.create(required(json, "tokenEndpoint")),
                Json.text(json, "username"),
                required(json, "accessToken"),
                Json.text(json, "refreshToken"),
                Instant.parse(required(json, "obtainedAt")),
                Instant.parse(required(json, "accessExpiresAt")),
                Json.time(json, "refreshExpiresAt"));
    }

    private static String required(JsonObject json, String name) {
        String value = Json.text(json, name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    @Override
    public String toString() {
        return "login of " + username + " at " + issuer;
    }
}
