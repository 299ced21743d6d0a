package io.mycli.keycloak.apitoken.event;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;

/** The details that events about API tokens have besides Keycloak's own: their keys, and the text of their values. */
public final class ApiTokenEventDetails {

    /** The id of the API token that a request or a derived JWT was made with. The claim of origin has the same name. */
    public static final String API_TOKEN_ID = "api_token_id";

    /** The value of {@link org.keycloak.events.Details#CREDENTIAL_TYPE}. */
    public static final String CREDENTIAL_TYPE = "api-token";

    /** The value of {@link org.keycloak.events.Details#REASON} if somebody reported the secret. */
    public static final String LEAKED = "leaked";

    public static final String NAME = "token_name";
    public static final String PREFIX = "token_prefix";
    public static final String EXPIRES_AT = "token_expires_at";
    public static final String ROTATED_AT = "token_rotated_at";
    public static final String PREVIOUS_VALID_UNTIL = "token_previous_valid_until";

    /** {@code full} if the token has all roles of its owner, else {@code restricted}. */
    public static final String ACCESS = "token_access";

    /** The chosen roles, separated by spaces: {@code builder catalog-server/deployer}. */
    public static final String ROLES = "token_roles";

    /** The client ids of the chosen resource servers, separated by spaces. */
    public static final String AUDIENCE = "token_audience";

    /** The number of UTF-16 units of a list that an event keeps; Keycloak's column is shorter than some lists. */
    private static final int MAX_LIST = 500;

    private ApiTokenEventDetails() {}

    /**
     * Adds which token an event is about. {@link Details#CREDENTIAL_ID} and {@link Details#CREDENTIAL_USER_LABEL} are
     * those of Keycloak's own credentials: its Shared Signals transmitter makes CAEP's {@code credential-change} of
     * them.
     */
    public static EventBuilder describe(
            EventBuilder event, String id, String name, String prefix, @Nullable Instant expiresAt) {
        return event.detail(Details.CREDENTIAL_TYPE, CREDENTIAL_TYPE)
                .detail(Details.CREDENTIAL_ID, id)
                .detail(Details.CREDENTIAL_USER_LABEL, of(name))
                .detail(Details.TOKEN_ID, id)
                .detail(NAME, of(name))
                .detail(PREFIX, prefix)
                .detail(EXPIRES_AT, Objects.toString(expiresAt, null));
    }

    /** Returns a list of names as one text, cut if it is long; null for none. */
    public static @Nullable String list(@Nullable Collection<String> names) {
        if (names == null) {
            return null;
        }
        String text = of(String.join(" ", names));
        return text.length() <= MAX_LIST ? text : text.substring(0, MAX_LIST) + "…";
    }

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
