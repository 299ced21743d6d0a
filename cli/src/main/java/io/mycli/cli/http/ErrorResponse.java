package io.mycli.cli.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rejection in the form of our servers and of OAuth (RFC 6749 section 5.2).
 *
 * @param description null if the server sent only a code
 * @param members the wrong members of the request, as far as the server names them
 */
public record ErrorResponse(String code, String description, List<Member> members) {

    /** A wrong member of the request. */
    record Member(String name, String code, String description) {

        private static Optional<Member> of(JsonElement element) {
            if (!(element instanceof JsonObject object) || Json.text(object, "field") == null) {
                return Optional.empty();
            }
            return Optional.of(new Member(
                    Json.text(object, "field"), Json.text(object, "code"), Json.text(object, "description")));
        }
    }

    /** Returns the rejection in a body; empty if it has none. */
    static Optional<ErrorResponse> of(JsonObject body) {
        String code = Json.text(body, "error");
        String description = Json.text(body, "error_description");
        return Optional.ofNullable(code).map(known -> new ErrorResponse(known, description, members(body)));
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
                        .collect(Collectors.joining("\n"));
    }

    private static String line(String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).map(Printable::line).collect(Collectors.joining(": "));
    }
}
