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
import java.util.Map;
import java.util.function.UnaryOperator;

/** The owner's REST API of a realm, {@code /realms/{realm}/api-tokens}. */
public final class ApiTokens {

    /** The members of requests, by the options of the commands that set them. */
    private static final Map<String, String> OPTIONS = Map.of(
            "name", "NAME",
            "expiresIn", "--expires-in",
            "profile", "--profile",
            "scope", "--scope",
            "realmRoles", "--role",
            "clientRoles", "--role",
            "audience", "--audience",
            "description", "--description",
            "overlap", "--overlap");

    /** The members of changes. */
    private static final Map<String, String> EDIT_OPTIONS = Map.of("name", "--name", "description", "--description");

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
                throw answer.unexpected("with unexpected JSON");
            }
            tokens.add(ApiToken.of(element.getAsJsonObject()));
        }
        return tokens;
    }

    /** Returns the token with an id or name. */
    public ApiToken named(String idOrName) {
        return new TokenChoice(list(), Instant.now()).of(idOrName);
    }

    /** Returns the tokens with ids or names, each once. */
    public List<ApiToken> named(List<String> idsOrNames) {
        idsOrNames.forEach(TokenChoice::requireNoSecret);
        TokenChoice choice = new TokenChoice(list(), Instant.now());
        return idsOrNames.stream().map(choice::of).distinct().toList();
    }

    /** Returns the roles and resource servers to choose from. */
    public TokenChoices choices() {
        ServerResponse answer = checked(http.send(bearer -> Request.get(issuer.resolve("/api-tokens/policy"), bearer)));
        return TokenChoices.of(answer.object());
    }

    /**
     * Creates a token.
     *
     * @param request has {@code name}, and optionally {@code description}, {@code expiresIn}, {@code profile} and
     *     {@code scope}
     */
    public CreatedToken create(JsonObject request, RequestedAccess access) {
        access.addTo(request, this::choices);
        return issued("/api-tokens", request, "the token may exist", answer -> {
            answer.rejection()
                    .filter(rejection -> answer.status() == 400 && RequestedAccess.concerns(rejection))
                    .ifPresent(rejection -> {
                        throw explained(rejection, access);
                    });
            return checked(answer);
        });
    }

    private CliException explained(ErrorResponse rejection, RequestedAccess access) {
        TokenChoices choices;
        try {
            choices = choices();
        } catch (CliException e) {
            return rejection.failure(OPTIONS, null);
        }
        return access.explained(rejection, choices).failure(OPTIONS, RequestedAccess.hint(rejection, choices));
    }

    /**
     * Changes what a token is called.
     *
     * @param name null to keep it
     * @param description null to keep it, empty to remove it
     */
    public ApiToken edit(ApiToken token, String name, String description) {
        JsonObject request = new JsonObject();
        if (name != null) {
            request.addProperty("name", name);
        }
        if (description != null) {
            request.addProperty("description", description);
        }
        ServerResponse answer = checked(
                http.send(bearer -> Request.patch(issuer.resolve(path(token)), bearer, request.toString())),
                EDIT_OPTIONS);
        return ApiToken.of(answer.object());
    }

    /**
     * Gives a token a new secret.
     *
     * @param overlap how long the old one stays valid; null for not at all
     */
    public CreatedToken rotate(ApiToken token, String overlap) {
        JsonObject request = new JsonObject();
        if (overlap != null) {
            request.addProperty("overlap", overlap);
        }
        return issued(path(token) + "/rotate", request, "the token may already have a new secret", this::checked);
    }

    public void revoke(ApiToken token) {
        checked(http.send(bearer -> Request.delete(issuer.resolve(path(token)), bearer)))
                .requireSuccess();
    }

    /** Returns the API token that is the bearer. */
    public ApiToken self() {
        ServerResponse answer = checked(http.send(bearer -> Request.get(issuer.resolve("/api-tokens/self"), bearer)));
        return ApiToken.of(answer.object());
    }

    /** Revokes the API token that is the bearer. */
    public void revokeSelf() {
        checked(http.send(bearer -> Request.delete(issuer.resolve("/api-tokens/self"), bearer)))
                .requireSuccess();
    }

    private static String path(ApiToken token) {
        return "/api-tokens/" + ServerUrl.encoded(token.id());
    }

    private CreatedToken issued(String path, JsonObject request, String doubt, UnaryOperator<ServerResponse> check) {
        try {
            ServerResponse answer =
                    check.apply(http.send(bearer -> Request.json(issuer.resolve(path), bearer, request.toString())));
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
                "Check: my cli token list",
                failure);
    }

    private ServerResponse checked(ServerResponse answer) {
        return checked(answer, OPTIONS);
    }

    /** Throws rejections that another command or option avoids; returns other responses. */
    private ServerResponse checked(ServerResponse answer, Map<String, String> options) {
        ErrorResponse rejection = answer.rejection().orElse(null);
        if (rejection == null) {
            if (answer.status() == 404) {
                throw notInstalled(answer);
            }
            return answer;
        }
        return switch (rejection.code()) {
            case "TOKEN_LIMIT_REACHED" ->
                throw rejection.failure(
                        options, "Revoke one that is not needed: my cli token list; my cli token revoke NAME");
            case "TOKEN_NAME_EXISTS" ->
                throw rejection.failure(
                        options, "Choose another name, or give that token a new secret: my cli token rotate NAME");
            case "TOKEN_NOT_FOUND" -> throw rejection.failure(options, "List your tokens: my cli token list");
            case "EXPIRY_REQUIRED" -> throw rejection.failure(options, "For example: --expires-in 30d");
            case "CLIENT_NOT_ALLOWED" ->
                throw rejection.failure(
                        options, "Log in with a client that api-tokens.clients names: my cli login --client-id ID");
            case "SESSION_NOT_ALLOWED" -> throw rejection.failure(options, "Log in yourself: my cli login");
            case "ROLES_REQUIRED" ->
                throw rejection.failure(options, "Create another one: my cli token create NAME --role ROLE");
            case "RECENT_LOGIN_REQUIRED" ->
                throw new CliException(ExitCode.NOT_LOGGED_IN, rejection.message(options), "Log in again: my cli login")
                        .withCode(rejection.code());
            default -> {
                if (answer.status() == 404 && rejection.description() == null) {
                    throw notInstalled(answer);
                }
                if (answer.status() < 500 && !rejection.members().isEmpty()) {
                    throw answer.failure(options);
                }
                yield answer;
            }
        };
    }

    private CliException notInstalled(ServerResponse answer) {
        return new CliException(
                "There are no API tokens at " + issuer + " (" + answer.status() + ").",
                "Check the issuer, and that Keycloak API Tokens is installed there.");
    }
}
