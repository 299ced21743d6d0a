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

/** A response, which may be anything. Its text form has no body. */
public record ServerResponse(URI uri, int status, Map<String, String> headers, String body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns a header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the JSON object of a success. */
    public JsonObject object() {
        JsonElement element = requireSuccess().element();
        if (!element.isJsonObject()) {
            throw unexpected("with unexpected JSON");
        }
        return element.getAsJsonObject();
    }

    /** Returns the JSON array of a success. */
    public JsonArray array() {
        JsonElement element = requireSuccess().element();
        if (!element.isJsonArray()) {
            throw unexpected("with unexpected JSON");
        }
        return element.getAsJsonArray();
    }

    /** Returns a required member of a success. */
    public String required(JsonObject object, String member) {
        String value = Json.text(object, member);
        if (value == null) {
            throw unexpected("without \"" + member + "\"");
        }
        return value;
    }

    /** Returns the rejection, if the body has a form that {@link ErrorResponse} knows. */
    public Optional<ErrorResponse> rejection() {
        if (isSuccess()) {
            return Optional.empty();
        }
        try {
            return ErrorResponse.of(Json.object(body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns this response if it is a success. */
    public ServerResponse requireSuccess() {
        if (isSuccess()) {
            return this;
        }
        throw failure();
    }

    /** Returns the failure of a response that is no success. */
    public CliException failure() {
        return failure(Map.of());
    }

    /**
     * Returns the failure of a response that is no success.
     *
     * @param options the names that members of the request have in its message
     */
    public CliException failure(Map<String, String> options) {
        return rejection()
                .filter(rejection -> status < 500 && status != 429)
                .map(rejection ->
                        new CliException(exitCode(), rejection.message(options), null).withCode(rejection.code()))
                .orElseGet(this::unexplained);
    }

    /**
     * Returns the failure of a response of unexpected form.
     *
     * @param how the end of the sentence
     */
    public CliException unexpected(String how) {
        return new CliException(uri + " answered " + how + ".", "Check the address and any proxy.");
    }

    private int exitCode() {
        return status == 401 ? ExitCode.NOT_LOGGED_IN : ExitCode.FAILED;
    }

    private CliException unexplained() {
        if (status == 401) {
            return CliException.notLoggedIn(uri + " rejects this login (401).");
        }
        if (status == 429) {
            return new CliException(uri + " gets too many requests (429).", tryAgain());
        }
        if (status >= 500) {
            return new CliException(uri + " failed (" + status + ").", tryAgain() + " Its log has the cause.");
        }
        if (status >= 300 && status < 400) {
            return new CliException(
                    uri + " redirects elsewhere (" + status + ").",
                    "Credentials are not sent there. Use that address if you trust it.");
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
                            ? "with an empty body"
                            : isPage() ? "with a page instead of JSON" : "with invalid JSON");
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
