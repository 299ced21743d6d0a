package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A token as its owner sees it. A member without a value is null, not absent. Times are ISO 8601 in UTC, to the second.
 *
 * @param prefix for example {@code myc_3f12c4}
 * @param rotatedAt when the secret was last replaced
 * @param previousValidUntil until when the replaced secret is valid, too; null if it is not
 * @param lastUsedBy client id of the resource server of the last introspection
 */
@JsonInclude
public record ApiTokenRepresentation(
        String id,
        String name,
        String prefix,
        @Nullable String profile,
        @Nullable String scope,
        String createdAt,
        @Nullable String rotatedAt,
        @Nullable String previousValidUntil,
        @Nullable String expiresAt,
        @Nullable String lastUsedAt,
        @Nullable String lastUsedBy) {

    /** Returns a token as it is at a time. */
    public static ApiTokenRepresentation of(ApiTokenModel token, Instant now) {
        return new ApiTokenRepresentation(
                token.id(),
                token.name(),
                token.prefix(),
                token.profile(),
                token.scope(),
                text(token.createdAt()),
                iso(token.rotatedAt()),
                token.isOverlapping(now) ? iso(token.previousValidUntil()) : null,
                iso(token.expiresAt()),
                iso(token.lastUsedAt()),
                token.lastUsedBy());
    }

    /** Returns a time to the second, in UTC; null for none. */
    public static @Nullable String iso(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
