package io.mycli.cli.login;

import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerUrl;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** The authorization code flow with PKCE in the browser of this machine (RFC 8252 section 7.3: a loopback redirect). */
final class WebLogin {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final OpenIdConfiguration realm;
    private final String issuer;
    private final String clientId;
    private final Http http;
    private final Browser browser;
    private final Consumer<String> say;

    WebLogin(
            OpenIdConfiguration realm,
            String issuer,
            String clientId,
            Http http,
            Browser browser,
            Consumer<String> say) {
        this.realm = realm;
        this.issuer = issuer;
        this.clientId = clientId;
        this.http = http;
        this.browser = browser;
        this.say = say;
    }

    TokenResponse logIn() {
        Pkce pkce = Pkce.create();
        try (LoopbackRedirect redirect = LoopbackRedirect.start(issuer, realm.answersWithIssuer())) {
            URI page = authorization(redirect, pkce);
            say.accept("Log in with your browser. Open this page if it does not open by itself:\n\n    " + page + "\n");
            browser.open(page);
            String code = redirect.await(TIMEOUT);
            return TokenResponse.of(http.send(Request.form(
                    realm.tokenEndpoint(),
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "client_id",
                            clientId,
                            "code",
                            code,
                            "redirect_uri",
                            redirect.uri(),
                            "code_verifier",
                            pkce.verifier()))));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "No local port could be opened for the browser.",
                    "Log in without --web: my cli login",
                    e);
        }
    }

    private URI authorization(LoopbackRedirect redirect, Pkce pkce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("scope", "openid");
        parameters.put("redirect_uri", redirect.uri());
        parameters.put("state", redirect.state());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", "S256");
        StringJoiner query = new StringJoiner("&", "?", "");
        parameters.forEach((name, value) -> query.add(name + "=" + ServerUrl.encoded(value)));
        return URI.create(realm.authorizationEndpoint() + query.toString());
    }
}
