package io.mycli.cli.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An API token without its secret, as the server returns it. */
public record ApiToken(
        String id, String name, String prefix, String profile, Instant expiresAt, Instant lastUsedAt, JsonObject json) {

    /** The time before the expiry in which a token needs attention. */
    public static final Duration SOON = Duration.ofDays(14);

    /** The members of {@link #toJson()}. */
    public static final List<String> MEMBERS = List.of(
            "id",
            "name",
            "description",
            "prefix",
            "profile",
            "scope",
            "realmRoles",
            "clientRoles",
            "audience",
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
        MEMBERS.forEach(name -> object.add(name, member(name)));
        return object;
    }

    private JsonElement member(String name) {
        JsonElement member = json.get(name);
        return switch (name) {
            case "realmRoles", "audience" -> member instanceof JsonArray ? member : null;
            case "clientRoles" -> member instanceof JsonObject ? member : null;
            default -> {
                String text = Json.text(json, name);
                yield text == null ? null : new JsonPrimitive(text);
            }
        };
    }

    /** Returns a member that is text; null if it has no value. */
    public String text(String name) {
        return Json.text(json, name);
    }

    /** Returns a member that is a time; null if it has no value. */
    public Instant time(String name) {
        return Json.time(json, name);
    }

    /** Returns the only roles of the token, those of clients as {@code catalog-server/deployer}; empty for all. */
    public Optional<List<String>> roles() {
        if (!(json.get("realmRoles") instanceof JsonArray) && !(json.get("clientRoles") instanceof JsonObject)) {
            return Optional.empty();
        }
        JsonObject clients = Json.child(json, "clientRoles");
        Stream<String> clientRoles = clients.keySet().stream()
                .flatMap(client -> Json.texts(clients, client).stream().map(role -> new RoleName(client, role).text()));
        return Optional.of(Stream.concat(Json.texts(json, "realmRoles").stream(), clientRoles)
                .toList());
    }

    /** Returns the only resource servers that may accept the token; empty for all. */
    public Optional<List<String>> audience() {
        return json.get("audience") instanceof JsonArray ? Optional.of(Json.texts(json, "audience")) : Optional.empty();
    }
}
