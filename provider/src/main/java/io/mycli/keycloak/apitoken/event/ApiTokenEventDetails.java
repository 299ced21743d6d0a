package io.mycli.keycloak.apitoken.event;

import java.util.stream.Collectors;

/** The keys of the details that events about API tokens have beside Keycloak's own ones, and the text of their values. */
public final class ApiTokenEventDetails {

    /** The id of the API token that a request or a derived JWT came from; also the claim of origin. */
    public static final String API_TOKEN_ID = "api_token_id";

    public static final String NAME = "token_name";
    public static final String PREFIX = "token_prefix";
    public static final String EXPIRES_AT = "token_expires_at";
    public static final String ROTATED_AT = "token_rotated_at";
    public static final String PREVIOUS_VALID_UNTIL = "token_previous_valid_until";

    private ApiTokenEventDetails() {}

    /**
     * Returns a text as an event can hold it. On MySQL and MariaDB, Keycloak keeps details in a column of three-byte UTF-8,
     * and a character that needs four bytes, such as most emoji, would fail the request with its event. On every database
     * such a character becomes {@code [U+1F680]}.
     */
    public static String of(String text) {
        return text.codePoints()
                .mapToObj(character -> Character.isBmpCodePoint(character)
                        ? Character.toString(character)
                        : "[U+%X]".formatted(character))
                .collect(Collectors.joining());
    }
}
