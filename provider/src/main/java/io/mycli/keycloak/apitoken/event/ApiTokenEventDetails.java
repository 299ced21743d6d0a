package io.mycli.keycloak.apitoken.event;

import java.util.stream.Collectors;

/** The details that events about API tokens have besides Keycloak's own: their keys, and the text of their values. */
public final class ApiTokenEventDetails {

    /** The id of the API token that a request or a derived JWT was made with. The claim of origin has the same name. */
    public static final String API_TOKEN_ID = "api_token_id";

    /** The value of {@link org.keycloak.events.Details#CREDENTIAL_TYPE}. */
    public static final String CREDENTIAL_TYPE = "api-token";

    public static final String NAME = "token_name";
    public static final String PREFIX = "token_prefix";
    public static final String EXPIRES_AT = "token_expires_at";
    public static final String ROTATED_AT = "token_rotated_at";
    public static final String PREVIOUS_VALID_UNTIL = "token_previous_valid_until";

    private ApiTokenEventDetails() {}

    /**
     * Returns a text that every database can store in an event. On MySQL and MariaDB, Keycloak keeps details in a
     * column of three-byte UTF-8. A codePoint that needs four bytes, such as most emoji, would make the request fail
     * together with its event. On every database such a codePoint becomes {@code [U+1F680]}.
     */
    public static String of(String text) {
        return text.codePoints()
                .mapToObj(codePoint -> Character.isBmpCodePoint(codePoint)
                        ? Character.toString(codePoint)
                        : "[U+%X]".formatted(codePoint))
                .collect(Collectors.joining());
    }
}
