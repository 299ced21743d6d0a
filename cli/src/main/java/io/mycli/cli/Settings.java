package io.mycli.cli;

import com.google.gson.JsonObject;
import io.mycli.cli.http.ServerUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings of {@code my}: variables first, then {@code config.json} of its folder. */
public final class Settings {

    static final String DEFAULT_CLIENT_ID = "my-cli";

    private final Map<String, String> environment;
    private final Path home;
    private JsonObject config;

    public Settings(Map<String, String> environment, Path userHome) {
        this.environment = environment;
        this.home = variable("MY_HOME").map(Path::of).orElseGet(() -> userHome.resolve(".my"));
    }

    /** Returns the value of a variable, unless it is blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns the value of a variable, also a blank one, unless it is empty. */
    Optional<String> rawVariable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the folder of the files of {@code my}. */
    public Path home() {
        return home;
    }

    /**
     * Returns the issuer of the realm.
     *
     * @throws CliException if none is configured
     */
    public ServerUrl issuer() {
        return configured("issuer", "MY_ISSUER")
                .map(ServerUrl::ofIssuer)
                .orElseThrow(() -> hasToken()
                        ? CliException.usage(
                                "No realm is configured.", "Set it: export MY_ISSUER=https://HOST/realms/REALM")
                        : new CliException(
                                ExitCode.NOT_LOGGED_IN,
                                "Not logged in, and no realm is configured.",
                                "Log in: my cli login --issuer https://HOST/realms/REALM, or set MY_ISSUER"));
    }

    public Optional<String> configuredIssuer() {
        return configured("issuer", "MY_ISSUER");
    }

    /**
     * Returns the URL of the catalog.
     *
     * @throws CliException if none is configured
     */
    public ServerUrl catalog() {
        return configuredCatalog()
                .map(url -> ServerUrl.of(url, "catalog"))
                .orElseThrow(() -> CliException.usage(
                        "No catalog is configured.",
                        hasToken()
                                ? "Set it: export MY_CATALOG=https://HOST"
                                : "Configure it: my cli login --catalog URL, or set MY_CATALOG"));
    }

    public Optional<String> configuredCatalog() {
        return configured("catalog", "MY_CATALOG");
    }

    /** Returns the variables with which another machine uses the same servers, without an invalid catalog. */
    public String variables() {
        String issuer = "MY_ISSUER=" + issuer();
        try {
            return configuredCatalog().isPresent() ? issuer + " MY_CATALOG=" + catalog() : issuer;
        } catch (CliException e) {
            return issuer;
        }
    }

    /** Returns whether an API token is set, which rules out the advice to log in. */
    private boolean hasToken() {
        return rawVariable(ExportedToken.VARIABLE)
                .or(() -> variable(ExportedToken.FILE_VARIABLE))
                .isPresent();
    }

    public String clientId() {
        return member("clientId").orElse(DEFAULT_CLIENT_ID);
    }

    /** Saves the settings of a login; null keeps the old value. */
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
                    ExitCode.FAILED,
                    file() + " cannot be written.",
                    "Make it writable, or set MY_HOME to another folder.",
                    e);
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
                    ExitCode.FAILED,
                    file() + " cannot be read as JSON.",
                    "Correct it, or delete it and log in again.",
                    e);
        }
    }
}
