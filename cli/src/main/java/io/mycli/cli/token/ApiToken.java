package io.mycli.cli.token;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An API token without its secret, as the server returns it. */
public record ApiToken(
        String id, String name, String prefix, String profile, Instant expiresAt, Instant lastUsedAt, JsonObject json) {

    /** The time before the expiry in which a token needs attention. */
    public static final Duration SOON = Duration.ofDays(14);

    private static final List<String> MEMBERS = List.of(
            "id",
            "name",
            "prefix",
            "profile",
            "scope",
            "createdAt",
            "rotatedAt",
            "previousValidUntil",
            "expiresAt",
            "lastUsedAt",
            "lastUsedBy");

    static ApiToken of(JsonObject json) {
        return new ApiToken(
                text(json, "id"),
                text(json, "name"),
                text(json, "prefix"),
                Json.text(json, "profile"),
                Json.time(json, "expiresAt"),
                Json.time(json, "lastUsedAt"),
                json);
    }

    private static String text(JsonObject json, String name) {
        String value = Json.text(json, name);
        return value == null ? "" : value;
    }

    /** Returns the token prefix for output: {@code myc_3f12c4...}. */
    public String shownPrefix() {
        return Printable.line(prefix) + "...";
    }

    /** Returns the name and token prefix for output: {@code "ci-deploy" (myc_3f12c4...)}. */
    public String shown() {
        return "\"" + Printable.line(name) + "\" (" + shownPrefix() + ")";
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public boolean expiresSoon(Instant now) {
        return expiresAt != null && now.plus(SOON).isAfter(expiresAt);
    }

    /** Returns the output of {@code --json}, which always has the same members. */
    public JsonObject toJson() {
        JsonObject object = new JsonObject();
        MEMBERS.forEach(name -> object.addProperty(name, Json.text(json, name)));
        return object;
    }
}
