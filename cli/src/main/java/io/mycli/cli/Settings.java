package io.mycli.cli;

import com.google.gson.JsonObject;
import io.mycli.cli.http.ServerUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What {@code my} is set to: variables first, then {@code config.json} of its folder. */
public final class Settings {

    static final String DEFAULT_CLIENT_ID = "my-cli";

    private final Map<String, String> environment;
    private final Path home;
    private JsonObject config;

    public Settings(Map<String, String> environment, Path userHome) {
        this.environment = environment;
        this.home = variable("MY_HOME").map(Path::of).orElseGet(() -> userHome.resolve(".my"));
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The folder of our files. */
    public Path home() {
        return home;
    }

    /** The realm's issuer; who has none set is told how. */
    public ServerUrl issuer() {
        return configured("issuer", "MY_ISSUER")
                .map(ServerUrl::ofIssuer)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_LOGGED_IN,
                        "You are not logged in, and no realm is known to log in to.",
                        "Name it once: my cli login --issuer https://HOST/realms/REALM. Or set MY_ISSUER."));
    }

    public Optional<String> configuredIssuer() {
        return configured("issuer", "MY_ISSUER");
    }

    /** The catalog server; who has none set is told how. */
    public ServerUrl catalog() {
        return configuredCatalog()
                .map(url -> ServerUrl.of(url, "catalog"))
                .orElseThrow(() -> CliException.usage(
                        "It is not known which catalog to use.",
                        "Name it: my cli login --catalog URL, or set MY_CATALOG"));
    }

    public Optional<String> configuredCatalog() {
        return configured("catalog", "MY_CATALOG");
    }

    public String clientId() {
        return member("clientId").orElse(DEFAULT_CLIENT_ID);
    }

    /** Keeps what a login was told; what is null stays as it was. */
    public void save(String issuer, String clientId, String catalog) {
        JsonObject changed = config().deepCopy();
        set(changed, "issuer", issuer);
        set(changed, "clientId", clientId);
        set(changed, "catalog", catalog);
        if (changed.equals(config())) {
            return;
        }
        try {
            PrivateFile.write(file(), Json.pretty(changed));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED, file() + " cannot be written.", "Make it writable, or set MY_HOME elsewhere.", e);
        }
        config = changed;
    }

    private static void set(JsonObject object, String name, String value) {
        if (value != null) {
            object.addProperty(name, value);
        }
    }

    private Optional<String> configured(String member, String variable) {
        return variable(variable).or(() -> member(member));
    }

    private Optional<String> member(String name) {
        return Optional.ofNullable(Json.text(config(), name)).filter(value -> !value.isBlank());
    }

    private Path file() {
        return home.resolve("config.json");
    }

    private JsonObject config() {
        if (config == null) {
            config = read();
        }
        return config;
    }

    private JsonObject read() {
        try {
            return Json.object(Files.readString(file()));
        } catch (NoSuchFileException e) {
            return new JsonObject();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.FAILED, file() + " cannot be read as JSON.", "Mend it, or delete it and log in again.", e);
        }
    }
}
