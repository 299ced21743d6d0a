package io.mycli.cli.login;

import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Settings;
import io.mycli.cli.http.ErrorResponse;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The login of this machine: creates, saves, refreshes and ends it. */
public final class LoginSessions {

    private final Settings settings;
    private final Http http;
    private final Consumer<String> say;
    private final CredentialsFile file;

    /** @param folder of the context */
    public LoginSessions(Path folder, Settings settings, Http http, Consumer<String> say) {
        this.settings = settings;
        this.http = http;
        this.say = say;
        this.file = new CredentialsFile(folder);
    }

    /** Logs in, saves the login, and returns the username. */
    public String logIn(ServerUrl issuer, String clientId, boolean web) {
        file.requireWritable();
        OpenIdConfiguration realm = OpenIdConfiguration.of(issuer, http);
        TokenResponse tokens = web
                ? new WebLogin(realm, issuer.toString(), clientId, http, new Browser(settings.variable("BROWSER")), say)
                        .logIn()
                : new DeviceLogin(realm, clientId, http, say).logIn();
        String username = tokens.username().orElse("(unnamed)");
        Login login = Login.of(issuer.toString(), clientId, realm.tokenEndpoint(), username, tokens, Instant.now());
        file.locked(() -> {
            save(login);
            return null;
        });
        return username;
    }

    /** Returns the stored login without a request. */
    public Optional<LoginStatus> status() {
        return file.read()
                .map(login -> new LoginStatus(
                        login.issuer(),
                        login.clientId(),
                        login.username(),
                        login.accessExpiresAt(),
                        login.refreshExpiresAt()));
    }

    /** Returns an access token that is valid for at least half a minute. */
    public String accessToken() {
        Login login = require();
        return login.isFresh(Instant.now())
                ? login.accessToken()
                : renewed(login).accessToken();
    }

    /** Returns another access token than the one that a server rejected. */
    public String accessTokenAfter(String rejectedToken) {
        Login login = require();
        return login.accessToken().equals(rejectedToken) ? renewed(login).accessToken() : accessToken();
    }

    /**
     * Ends the login here and, as far as it can be reached, at Keycloak (OpenID Connect RP-Initiated Logout has no form
     * without a browser; Keycloak takes the refresh token at the same endpoint).
     *
     * @return whether there was one
     */
    public boolean logOut() {
        return file.locked(() -> {
            Optional<Login> login = readToEnd();
            boolean ended = login.map(this::endAtServer).orElse(true);
            if (!ended) {
                say.accept("Keycloak could not be reached. The login expires there by itself.");
            }
            try {
                return file.delete();
            } catch (IOException e) {
                throw file.notWritable(e);
            }
        });
    }

    /** Reads also a file that other users can read; that login must end. */
    private Optional<Login> readToEnd() {
        try {
            return file.readUnchecked();
        } catch (CliException e) {
            return Optional.empty();
        }
    }

    private boolean endAtServer(Login login) {
        if (login.refreshToken() == null) {
            return true;
        }
        String endpoint = login.tokenEndpoint().toString();
        Request request = Request.form(
                URI.create(endpoint.substring(0, endpoint.lastIndexOf('/')) + "/logout"),
                Map.of("client_id", login.clientId(), "refresh_token", login.refreshToken()));
        try {
            // A rejection means that the login has ended already.
            return http.send(request).status() < 500;
        } catch (CliException e) {
            return false;
        }
    }

    private Login require() {
        Login login = file.read().orElseThrow(() -> CliException.notLoggedIn("Not logged in."));
        settings.configuredIssuer()
                .map(ServerUrl::ofIssuer)
                .map(ServerUrl::toString)
                .ifPresent(issuer -> {
                    if (!issuer.equals(login.issuer())) {
                        throw new CliException(
                                ExitCode.NOT_LOGGED_IN,
                                "You are logged in to " + login.issuer() + ", not to " + issuer + ".",
                                settings.variable("MY_ISSUER").isPresent()
                                        ? "Unset MY_ISSUER, or log in there beside this login: my cli login --context NAME"
                                        : "Log in: my cli login");
                    }
                });
        return login;
    }

    /** Refreshes once for all processes; the others read what the first one saved. */
    private Login renewed(Login stale) {
        return file.locked(() -> {
            Login kept = require();
            if (!kept.accessToken().equals(stale.accessToken()) && kept.isFresh(Instant.now())) {
                return kept;
            }
            Login renewed = refresh(kept);
            try {
                file.write(renewed);
            } catch (IOException e) {
                say.accept("The refreshed login was not saved: " + file + " cannot be written.");
            }
            return renewed;
        });
    }

    private Login refresh(Login login) {
        if (login.refreshToken() == null) {
            throw ended(login);
        }
        ServerResponse answer = http.send(Request.form(
                login.tokenEndpoint(),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", login.clientId(),
                        "refresh_token", login.refreshToken())));
        // A 5xx response says nothing about the login.
        if (answer.status() < 500
                && answer.rejection()
                        .map(ErrorResponse::code)
                        .filter("invalid_grant"::equals)
                        .isPresent()) {
            throw ended(login);
        }
        return login.refreshed(TokenResponse.of(answer), Instant.now());
    }

    private static CliException ended(Login login) {
        return CliException.notLoggedIn("Your login at " + login.issuer() + " has ended.");
    }

    private void save(Login login) {
        try {
            file.write(login);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED, file + " cannot be written.", "Make it writable, then log in: my cli login", e);
        }
    }
}
