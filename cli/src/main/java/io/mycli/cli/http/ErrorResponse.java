package io.mycli.cli.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rejection in the form of our REST API and OAuth (RFC 6749 section 5.2), or of problem details (RFC 9457).
 *
 * @param code of problem details without a {@code code}: the title
 * @param description null if the server sent only a code
 * @param members the wrong members of the request, as far as the server names them
 */
public record ErrorResponse(String code, String description, List<Member> members) {

    /** A wrong member of the request. */
    public record Member(String name, String code, String description) {

        private static Optional<Member> of(JsonElement element) {
            if (!(element instanceof JsonObject object) || Json.text(object, "field") == null) {
                return Optional.empty();
            }
            return Optional.of(new Member(
                    Json.text(object, "field"), Json.text(object, "code"), Json.text(object, "description")));
        }
    }

    /** Returns the rejection in a body; empty if the body only repeats the status, or explains nothing. */
    static Optional<ErrorResponse> of(JsonObject body) {
        String error = Json.text(body, "error");
        if (error == null) {
            return ofProblem(body);
        }
        String description = Json.text(body, "error_description");
        return description == null && isSpringBootDefault(body)
                ? Optional.empty()
                : Optional.of(new ErrorResponse(error, description, members(body)));
    }

    private static Optional<ErrorResponse> ofProblem(JsonObject body) {
        String code = Json.text(body, "code");
        String title = Json.text(body, "title");
        String detail = Json.text(body, "detail");
        if (code != null) {
            return Optional.of(new ErrorResponse(code, detail == null ? title : detail, List.of()));
        }
        return title == null || detail == null
                ? Optional.empty()
                : Optional.of(new ErrorResponse(title, detail, List.of()));
    }

    /** Returns whether a body is Spring Boot's default, whose {@code error} is only the reason phrase of the status. */
    private static boolean isSpringBootDefault(JsonObject body) {
        return body.has("timestamp") && Json.number(body, "status", 0) > 0;
    }

    private static List<Member> members(JsonObject body) {
        List<Member> members = new ArrayList<>();
        if (body.get("errors") instanceof JsonArray errors) {
            errors.forEach(error -> Member.of(error).ifPresent(members::add));
        }
        String field = Json.text(body, "field");
        if (members.isEmpty() && field != null) {
            members.add(new Member(field, Json.text(body, "error"), Json.text(body, "error_description")));
        }
        return List.copyOf(members);
    }

    /** Returns whether one of the wrong members has a code. */
    public boolean has(String code) {
        return members.stream().anyMatch(member -> code.equals(member.code()));
    }

    /** Returns this rejection with other descriptions of its wrong members. */
    public ErrorResponse described(Function<Member, String> words) {
        return new ErrorResponse(
                code,
                description,
                members.stream()
                        .map(member -> new Member(member.name(), member.code(), words.apply(member)))
                        .toList());
    }

    /** Returns the message: one line, or one line for each wrong member. */
    public String message() {
        return message(Map.of());
    }

    /**
     * Returns the message: one line, or one line for each wrong member.
     *
     * @param options the names that members have in the message
     */
    public String message(Map<String, String> options) {
        return members.isEmpty()
                ? line(code, description)
                : members.stream()
                        .map(member -> line(
                                member.code(),
                                options.getOrDefault(member.name(), member.name()),
                                member.description()))
                        .distinct()
                        .collect(Collectors.joining("\n"));
    }

    /**
     * Returns the failure with the message.
     *
     * @param options the names that members have in the message
     * @param hint null if nothing is known
     */
    public CliException failure(Map<String, String> options, String hint) {
        return new CliException(message(options), hint).withCode(code);
    }

    /** The server names members of a request to send. A reader of this sentence uses options. */
    private static String line(String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(part -> Printable.line(part).replace(". Send ", ". Use "))
                .collect(Collectors.joining(": "));
    }
}
