package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A token with its secret: the answer to a creation or rotation.
 *
 * @param apiToken its members stand beside {@code token}
 * @param token the secret
 */
@JsonInclude
public record CreatedApiTokenRepresentation(
        @JsonUnwrapped ApiTokenRepresentation apiToken,
        @JsonProperty("token") String token) {

    @Override
    public String toString() {
        return apiToken.toString();
    }
}
