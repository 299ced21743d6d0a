package io.mycli.cli.catalog;

import com.google.gson.JsonObject;

/**
 * A command of a library, with its script.
 *
 * @param sha256 of its script's bytes, in hex
 * @param script its text; null if the server left it out
 */
public record CatalogScript(
        String library, String version, String name, String description, String sha256, String script) {

    public String qualifiedName() {
        return library + "/" + name;
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("description", description);
        json.addProperty("sha256", sha256);
        return json;
    }
}
