package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.TokenName;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to create.
 *
 * @param name checked
 * @param description checked, or null
 * @param hash {@link ApiTokenSecret#hash()}
 * @param prefix {@link ApiTokenSecret#prefix()}
 * @param profile a checked slug, or null
 * @param scope checked scopes, separated by spaces, or null
 * @param access checked
 * @param createdAt to the millisecond; the lifetime counts from its second
 * @param expiresAt a whole second; null if the token never expires
 */
public record NewApiToken(
        TokenName name,
        @Nullable String description,
        String hash,
        String prefix,
        @Nullable String profile,
        @Nullable String scope,
        ChosenAccess access,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
