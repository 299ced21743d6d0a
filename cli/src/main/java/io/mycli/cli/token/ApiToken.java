package io.mycli.cli.token;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An API token, as the server describes it: everything but its secret. */
public record ApiToken(
        String id, String name, String prefix, String profile, Instant expiresAt, Instant lastUsedAt, JsonObject json) {

    /** When people want to know that a token ends. */
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

    /** As people write it: {@code myc_3f12c4...}. */
    public String shownPrefix() {
        return Printable.line(prefix) + "...";
    }

    /** As questions and answers name it: {@code "ci-deploy" (myc_3f12c4...)}. */
    public String shown() {
        return "\"" + Printable.line(name) + "\" (" + shownPrefix() + ")";
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public boolean endsSoon(Instant now) {
        return expiresAt != null && now.plus(SOON).isAfter(expiresAt);
    }

    /** What {@code --json} prints of it: these members always, whatever the server adds or leaves out. */
    public JsonObject toJson() {
        JsonObject object = new JsonObject();
        MEMBERS.forEach(name -> object.addProperty(name, Json.text(json, name)));
        return object;
    }
}
