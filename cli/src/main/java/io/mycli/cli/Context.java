package io.mycli.cli;

import io.mycli.cli.http.BearerHttp;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.ProxySettings;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.login.LoginSessions;
import io.mycli.cli.terminal.RelativeTime;
import io.mycli.cli.terminal.Terminal;
import io.mycli.cli.token.ApiToken;
import io.mycli.cli.token.ApiTokens;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The terminal, the settings and the HTTP clients of a command. */
public final class Context {

    private final Terminal terminal;
    private final Settings settings;
    private final Http http;
    private boolean hasWarned;
    private boolean verbose;
    private boolean json;

    /** Null before it is asked for: which it is, an option says. */
    private LoginSessions logins;

    /** Null before it is read: the file of a token may be a pipe, which can be read once. */
    private Optional<ExportedToken> exportedToken;

    public Context(Terminal terminal, Settings settings) {
        this.terminal = terminal;
        this.settings = settings;
        this.http = new Http(
                line -> {
                    if (verbose) {
                        terminal.say(line);
                    }
                },
                new ProxySettings(settings::variable));
    }

    public Terminal terminal() {
        return terminal;
    }

    public Settings settings() {
        return settings;
    }

    public boolean isVerbose() {
        return verbose;
    }

    public void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    /** Returns whether failures are JSON. */
    public boolean isJson() {
        return json;
    }

    public void setJson(boolean json) {
        this.json = json;
    }

    /**
     * Returns the API token of the environment, if it has one.
     *
     * @throws CliException if it has not the form of a token
     */
    public Optional<ExportedToken> exportedToken() {
        if (exportedToken == null) {
            exportedToken = ExportedToken.of(settings);
        }
        return exportedToken;
    }

    /**
     * Returns the logins.
     *
     * @throws CliException if an API token is in use
     */
    public LoginSessions logins() {
        exportedToken().ifPresent(token -> {
            throw new CliException(
                    ExitCode.LOGIN_REQUIRED,
                    token.source() + " is set. An API token cannot manage tokens or logins.",
                    "Unset it, then log in: unset " + token.source() + "; my cli login");
        });
        if (logins == null) {
            logins = loginsIn(settings.context());
        }
        return logins;
    }

    /** Returns the logins of a context, whatever is in use. */
    public LoginSessions loginsIn(String name) {
        return new LoginSessions(settings.contexts().folder(name), settings, http, terminal::say);
    }

    /**
     * Returns a client with the login.
     *
     * @throws CliException if an API token is in use
     */
    public BearerHttp asPerson() {
        LoginSessions person = logins();
        return request -> sendWithLogin(person, request);
    }

    /**
     * Returns the tokens of the user who is logged in.
     *
     * @throws CliException if an API token is in use
     */
    public ApiTokens ownTokens() {
        BearerHttp person = asPerson();
        return new ApiTokens(settings.issuer(), person);
    }

    /** Returns a client with the API token of the environment, or else with the login. */
    public BearerHttp withAnyCredential() {
        return exportedToken().map(this::asApiToken).orElseGet(this::asPerson);
    }

    private BearerHttp asApiToken(ExportedToken token) {
        return request -> {
            ServerResponse answer = http.send(request.apply(token.bearer()));
            answer.header("api-token-expires-at").ifPresent(this::warnOfEnd);
            if (answer.status() == 401) {
                throw new CliException(
                        ExitCode.NOT_LOGGED_IN,
                        answer.uri() + " rejects the API token of " + token.source() + ".",
                        "It may be expired or revoked. Create another one: my cli token create NAME");
            }
            return answer;
        };
    }

    private ServerResponse sendWithLogin(LoginSessions person, Function<String, Request> request) {
        String bearer = person.accessToken();
        ServerResponse answer = http.send(request.apply(bearer));
        return answer.status() == 401 ? http.send(request.apply(person.accessTokenAfter(bearer))) : answer;
    }

    private void warnOfEnd(String time) {
        try {
            warnOfEnd(Instant.parse(time));
        } catch (DateTimeException e) {
            // The header is only for this warning.
            return;
        }
    }

    /** Warns on standard error, once, if the API token in use expires soon; null never expires. */
    public void warnOfEnd(Instant end) {
        Instant now = Instant.now();
        if (!hasWarned && end != null && now.plus(ApiToken.SOON).isAfter(end)) {
            hasWarned = true;
            terminal.say("Warning: this API token expires " + RelativeTime.of(end, now) + " (" + end + ").");
        }
    }
}
