package io.mycli.cli.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import io.mycli.cli.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What a server said: nothing about it is taken for granted. Its text form has no body. */
public record ServerResponse(URI uri, int status, Map<String, String> headers, String body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The JSON object of a success. */
    public JsonObject object() {
        JsonElement element = requireSuccess().element();
        if (!element.isJsonObject()) {
            throw unexpected("with JSON of another shape than expected");
        }
        return element.getAsJsonObject();
    }

    /** The JSON array of a success. */
    public JsonArray array() {
        JsonElement element = requireSuccess().element();
        if (!element.isJsonArray()) {
            throw unexpected("with JSON of another shape than expected");
        }
        return element.getAsJsonArray();
    }

    /** A member that a success has to have. */
    public String required(JsonObject object, String member) {
        String value = Json.text(object, member);
        if (value == null) {
            throw unexpected("without \"" + member + "\"");
        }
        return value;
    }

    /** What the server says of its refusal, if it says it as ours and OAuth's servers do. */
    public Optional<ErrorResponse> rejection() {
        if (isSuccess()) {
            return Optional.empty();
        }
        try {
            JsonObject object = Json.object(body);
            return Optional.ofNullable(Json.text(object, "error"))
                    .map(code -> new ErrorResponse(code, Json.text(object, "error_description")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** This answer, unless it is a refusal. */
    public ServerResponse requireSuccess() {
        if (isSuccess()) {
            return this;
        }
        throw failure();
    }

    /** What to say of an answer that is no success. */
    public CliException failure() {
        return rejection()
                .filter(rejection -> status < 500 && status != 429)
                .map(rejection -> new CliException(exitCode(), rejection.sentence(), null))
                .orElseGet(this::unexplained);
    }

    /** An answer that makes no sense here; {@code how} ends the sentence. */
    public CliException unexpected(String how) {
        return new CliException(
                uri + " answered " + how + ".", "Check that the address is right and that no proxy answers for it.");
    }

    private int exitCode() {
        return status == 401 ? ExitCode.NOT_LOGGED_IN : ExitCode.FAILED;
    }

    private CliException unexplained() {
        if (status == 401) {
            return CliException.notLoggedIn(uri + " does not accept this login (401).");
        }
        if (status == 429) {
            return new CliException(uri + " has had too many requests (429).", tryAgain());
        }
        if (status >= 500) {
            return new CliException(
                    uri + " has an error of its own (" + status + ").", tryAgain() + " Its log says more.");
        }
        if (status >= 300 && status < 400) {
            return new CliException(
                    uri + " redirects elsewhere (" + status + "), and credentials are not sent there.",
                    "Use the address it redirects to, if you trust it.");
        }
        return unexpected("with status " + status + (isPage() ? " and a page instead of JSON" : ""));
    }

    private String tryAgain() {
        return "Try again "
                + header("retry-after")
                        .filter(value -> value.matches("\\d{1,6}"))
                        .map(seconds -> "in " + seconds + " seconds.")
                        .orElse("later.");
    }

    private JsonElement element() {
        try {
            return Json.element(body);
        } catch (IllegalArgumentException e) {
            throw unexpected(
                    body.isBlank()
                            ? "with nothing"
                            : isPage() ? "with a page instead of JSON" : "with what is not JSON");
        }
    }

    private boolean isPage() {
        return header("content-type").orElse("").startsWith("text/html")
                || body.stripLeading().startsWith("<");
    }

    @Override
    public String toString() {
        return status + " from " + uri;
    }
}
