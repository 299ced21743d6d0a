package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.TokenName;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.time.Instant;

/**
 * A token that is to be stored.
 *
 * @param name checked
 * @param hash {@link ApiTokenSecret#hash()}
 * @param prefix {@link ApiTokenSecret#prefix()}
 * @param profile checked slug, or null
 * @param scope checked scopes, space-separated, or null
 * @param expiresAt a whole second, or null for never
 */
public record NewApiToken(
        TokenName name, String hash, String prefix, String profile, String scope, Instant expiresAt) {}
