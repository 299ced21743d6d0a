package io.mycli.cli.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** A library of commands. */
public record Library(String name, String version, String description, List<CatalogScript> commands) {

    /** The members of {@link #toJson()}. */
    public static final List<String> MEMBERS = List.of("name", "version", "description", "commands");

    static Library of(ServerResponse answer, JsonObject object) {
        String name = name(answer, object);
        String version = answer.required(object, "version");
        if (object.get("commands") == null || !object.get("commands").isJsonArray()) {
            throw answer.unexpected("without \"commands\"");
        }
        List<CatalogScript> commands = new ArrayList<>();
        for (JsonElement element : object.getAsJsonArray("commands")) {
            if (!element.isJsonObject()) {
                throw answer.unexpected("with unexpected JSON");
            }
            JsonObject command = element.getAsJsonObject();
            commands.add(new CatalogScript(
                    name,
                    version,
                    name(answer, command),
                    Json.text(command, "description"),
                    answer.required(command, "sha256"),
                    Json.text(command, "script")));
        }
        return new Library(name, version, Json.text(object, "description"), List.copyOf(commands));
    }

    /** A name of a library or a command. Both together, with a slash, name a script: neither has one. */
    private static String name(ServerResponse answer, JsonObject object) {
        String name = answer.required(object, "name");
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw answer.unexpected("with the name \"" + Printable.line(name) + "\"");
        }
        return name;
    }

    /** Returns the output of {@code --json}. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("version", version);
        json.addProperty("description", description);
        com.google.gson.JsonArray list = new com.google.gson.JsonArray();
        commands.forEach(command -> list.add(command.toJson()));
        json.add("commands", list);
        return json;
    }
}
