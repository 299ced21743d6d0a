package io.mycli.keycloak.apitoken;

import java.util.stream.Collectors;

/**
 * A person's words in a detail of an event. On MySQL and MariaDB Keycloak keeps details in a column of three-byte UTF-8, and
 * a character that needs four, such as most emoji, would fail the request with its event: it is written as {@code
 * [U+1F680]}, on every database alike.
 */
public final class ApiTokenEventDetails {

    private ApiTokenEventDetails() {}

    /** The text as an event can hold it. */
    public static String of(String text) {
        return text.codePoints()
                .mapToObj(character -> Character.isBmpCodePoint(character)
                        ? Character.toString(character)
                        : "[U+%X]".formatted(character))
                .collect(Collectors.joining());
    }
}
