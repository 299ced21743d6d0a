package io.mycli.cli.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.http.BearerHttp;
import io.mycli.cli.http.ConnectionFailure;
import io.mycli.cli.http.ErrorResponse;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The owner's REST API of a realm, {@code /realms/{realm}/api-tokens}. */
public final class ApiTokens {

    private final ServerUrl issuer;
    private final BearerHttp http;

    public ApiTokens(ServerUrl issuer, BearerHttp http) {
        this.issuer = issuer;
        this.http = http;
    }

    public List<ApiToken> list() {
        ServerResponse answer = checked(http.send(bearer -> Request.get(issuer.resolve("/api-tokens"), bearer)));
        List<ApiToken> tokens = new ArrayList<>();
        for (JsonElement element : answer.array()) {
            if (!element.isJsonObject()) {
                throw answer.unexpected("with a list of something else than tokens");
            }
            tokens.add(ApiToken.of(element.getAsJsonObject()));
        }
        return tokens;
    }

    /** The one token with this id or name. */
    public ApiToken named(String idOrName) {
        return new TokenChoice(list(), Instant.now()).of(idOrName);
    }

    /** Mints a token; {@code request} has {@code name}, and perhaps {@code expiresIn}, {@code profile}, {@code scope}. */
    public CreatedToken create(JsonObject request) {
        return issued("/api-tokens", request, "the token may have been minted");
    }

    /** Gives a token a new secret; the old one dies now, or after {@code overlap}, if that is not null. */
    public CreatedToken rotate(ApiToken token, String overlap) {
        JsonObject request = new JsonObject();
        if (overlap != null) {
            request.addProperty("overlap", overlap);
        }
        return issued(path(token) + "/rotate", request, "the token may have a new secret already");
    }

    public void revoke(ApiToken token) {
        checked(http.send(bearer -> Request.delete(issuer.resolve(path(token)), bearer)))
                .requireSuccess();
    }

    /** What an API token is, asked with itself. */
    public ApiToken self() {
        ServerResponse answer = checked(http.send(bearer -> Request.get(issuer.resolve("/api-tokens/self"), bearer)));
        return ApiToken.of(answer.object());
    }

    private static String path(ApiToken token) {
        return "/api-tokens/" + ServerUrl.encoded(token.id());
    }

    private CreatedToken issued(String path, JsonObject request, String doubt) {
        try {
            ServerResponse answer =
                    checked(http.send(bearer -> Request.json(issuer.resolve(path), bearer, request.toString())));
            if (answer.status() >= 500) {
                throw inDoubt(answer.failure(), doubt);
            }
            JsonObject object = answer.object();
            return new CreatedToken(ApiToken.of(object), answer.required(object, "token"));
        } catch (ConnectionFailure e) {
            throw e.mayHaveHadEffect() ? inDoubt(e, doubt) : e;
        }
    }

    private static CliException inDoubt(CliException failure, String doubt) {
        return new CliException(
                failure.exitCode(),
                failure.getMessage().replaceAll("\\.$", "") + ": " + doubt + ".",
                "Look with: my cli token list",
                failure);
    }

    /** Refusals that a person can do something about here get the command for it. */
    private ServerResponse checked(ServerResponse answer) {
        ErrorResponse rejection = answer.rejection().orElse(null);
        if (rejection == null) {
            return answer.status() == 404 ? notInstalled(answer) : answer;
        }
        return switch (rejection.code()) {
            case "TOKEN_LIMIT_REACHED" ->
                throw new CliException(
                        rejection.sentence(),
                        "End one that is not needed: my cli token list; my cli token revoke NAME");
            case "TOKEN_NAME_EXISTS" ->
                throw new CliException(
                        rejection.sentence(),
                        "Take another name; or for a new secret of that token: my cli token rotate NAME");
            case "RECENT_LOGIN_REQUIRED" ->
                throw new CliException(ExitCode.NOT_LOGGED_IN, rejection.sentence(), "Log in again: my cli login");
            default -> answer.status() == 404 && rejection.description() == null ? notInstalled(answer) : answer;
        };
    }

    private ServerResponse notInstalled(ServerResponse answer) {
        throw new CliException(
                "There are no API tokens at " + issuer + " (" + answer.status() + ").",
                "Check the issuer; or ask whether Keycloak API Tokens is installed there.");
    }
}
