package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import org.jspecify.annotations.Nullable;

/**
 * A token as a call stored it.
 *
 * @param token after the call
 * @param secret its new secret, for the answer only; null if the call made none
 */
public record WrittenToken(ApiTokenModel token, @Nullable ApiTokenSecret secret) {}
