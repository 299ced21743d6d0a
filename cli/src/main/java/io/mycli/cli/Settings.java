package io.mycli.cli;

import io.mycli.cli.http.ServerUrl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@code my}: variables first, then {@code config.json} of the context. The settings of a context that an
 * option names come before the variables.
 */
public final class Settings {

    static final String DEFAULT_CLIENT_ID = "my-cli";

    private static final String CONTEXT_VARIABLE = "MY_CONTEXT";

    private final Map<String, String> environment;
    private final Path home;
    private final NamedContexts contexts;
    private Optional<String> chosenContext = Optional.empty();
    private ConfigFile config;

    public Settings(Map<String, String> environment, Path userHome) {
        this.environment = environment;
        this.home = variable("MY_HOME").map(Path::of).orElseGet(() -> userHome.resolve(".my"));
        this.contexts = new NamedContexts(home);
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

    public NamedContexts contexts() {
        return contexts;
    }

    /**
     * Uses the context that an option names; null for that of {@code MY_CONTEXT}, or else the current one.
     *
     * @throws CliException if this cannot be the name of a context
     */
    public void choose(String context) {
        if (context != null) {
            contexts.folder(context);
        }
        chosenContext = Optional.ofNullable(context);
        config = null;
    }

    /**
     * Requires that the context exists, if the option or the variable names one. Without them no file is read: with an
     * API token and variables, none is needed.
     *
     * @throws CliException if it does not exist
     */
    public void requireNamedContext() {
        namedContext().ifPresent(contexts::require);
    }

    /** Returns the name of the context in use. */
    public String context() {
        return namedContext().orElseGet(contexts::current);
    }

    /** Returns the context that an option names. */
    public Optional<String> chosenContext() {
        return chosenContext;
    }

    private Optional<String> namedContext() {
        return chosenContext.or(() -> variable(CONTEXT_VARIABLE));
    }

    /**
     * Returns the folder of the login of the context in use.
     *
     * @throws CliException if this cannot be a context
     */
    public Path folder() {
        return contexts.folder(context());
    }

    /** Returns advice with the option of the context in each command that logs in or out. */
    public String inContext(String advice) {
        return chosenContext
                .map(name -> advice.replaceAll("my cli log(in|out)\\b(?! --context)", "$0 --context " + name))
                .orElse(advice);
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
                        chosenContext.isPresent()
                                ? inContext("Configure it: my cli login --catalog URL")
                                : hasToken()
                                        ? "Set it: export MY_CATALOG=https://HOST"
                                        : "Configure it: my cli login --catalog URL, or set MY_CATALOG"));
    }

    /**
     * Returns the URL of the catalog, if one is configured. For a context that an option names it is that of the context
     * alone: a variable may name the catalog of another realm, which the login would go to.
     */
    public Optional<String> configuredCatalog() {
        return chosenContext.isPresent() ? member("catalog") : configured("catalog", "MY_CATALOG");
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
        Map<String, String> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("clientId", clientId);
        members.put("catalog", catalog);
        members.values().removeIf(value -> value == null);
        config().save(members);
    }

    private Optional<String> configured(String member, String variable) {
        return chosenContext.isPresent()
                ? member(member).or(() -> variable(variable))
                : variable(variable).or(() -> member(member));
    }

    private Optional<String> member(String name) {
        return config().member(name);
    }

    private ConfigFile config() {
        if (config == null) {
            config = new ConfigFile(folder());
        }
        return config;
    }
}
