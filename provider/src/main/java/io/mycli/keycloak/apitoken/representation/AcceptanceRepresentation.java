package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource server accepts a token, and what it learns.
 *
 * @param code the word of the reason of a rejection, as metrics have it; null if the token is accepted
 * @param reason the sentence of the event of a rejection; null if the token is accepted
 * @param claims the introspection response; null if the token is rejected
 */
@JsonInclude
public record AcceptanceRepresentation(
        boolean active,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Map<?, ?> claims) {}
