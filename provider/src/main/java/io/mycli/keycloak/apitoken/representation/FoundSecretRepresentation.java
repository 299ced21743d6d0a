package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What looks like a secret in a text.
 *
 * @param prefix the tag and six characters
 * @param result {@code found}, {@code unknown} in this realm, {@code malformed}, or {@code forbidden}
 * @param token the token of the secret; absent unless found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundSecretRepresentation(
        String prefix, String result, @Nullable AdminApiTokenRepresentation token) {}
