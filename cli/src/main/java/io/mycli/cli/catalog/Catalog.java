package io.mycli.cli.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.http.BearerHttp;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import java.util.ArrayList;
import java.util.List;

/** A client of a catalog server such as {@code examples/catalog}. */
public final class Catalog {

    private final ServerUrl address;
    private final BearerHttp http;

    public Catalog(ServerUrl address, BearerHttp http) {
        this.address = address;
        this.http = http;
    }

    /** Returns the libraries of a profile; the profile of an API token takes precedence. */
    public ProfileContent content(String profile) {
        ServerResponse answer = get("/v1/catalog" + query(profile));
        JsonObject object = answer.object();
        return new ProfileContent(answer.required(object, "profile"), libraries(answer, object), object);
    }

    /** Returns all libraries of the catalog. */
    public List<Library> available() {
        ServerResponse answer = get("/v1/libraries");
        return libraries(answer, answer.object());
    }

    /** Adds a library to the profile. */
    public InstallResult install(String library, String profile) {
        String path = "/v1/catalog/libraries/" + ServerUrl.encoded(library) + query(profile);
        ServerResponse answer = http.send(bearer -> Request.put(address.resolve(path), bearer));
        JsonObject object = answer.object();
        if (!(object.get("library") instanceof JsonObject found)) {
            throw answer.unexpected("without \"library\"");
        }
        Library installed = Library.of(answer, found);
        if (!installed.name().equals(library)) {
            throw answer.unexpected("with another library");
        }
        return new InstallResult(answer.required(object, "profile"), installed, answer.status() == 201);
    }

    /** Returns the text of a script. */
    public String script(String sha256) {
        return get("/v1/scripts/" + ServerUrl.encoded(sha256)).requireSuccess().body();
    }

    private ServerResponse get(String path) {
        return http.send(bearer -> Request.get(address.resolve(path), bearer));
    }

    private static String query(String profile) {
        return profile == null ? "" : "?profile=" + ServerUrl.encoded(profile);
    }

    private static List<Library> libraries(ServerResponse answer, JsonObject object) {
        if (object.get("libraries") == null || !object.get("libraries").isJsonArray()) {
            throw answer.unexpected("without \"libraries\"");
        }
        List<Library> libraries = new ArrayList<>();
        for (JsonElement element : object.getAsJsonArray("libraries")) {
            if (!element.isJsonObject()) {
                throw answer.unexpected("with unexpected JSON");
            }
            libraries.add(Library.of(answer, element.getAsJsonObject()));
        }
        return libraries;
    }
}
