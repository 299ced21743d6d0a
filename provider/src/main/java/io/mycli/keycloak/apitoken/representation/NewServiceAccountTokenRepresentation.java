package io.mycli.keycloak.apitoken.representation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of the creation of a service account's token: of the right types, otherwise not validated. All members but
 * the first are those of {@link NewApiTokenRepresentation}.
 *
 * @param clientId the client whose service account gets the token
 */
public record NewServiceAccountTokenRepresentation(
        @Nullable String clientId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String expiresIn,
        @Nullable String profile,
        @Nullable String scope,
        @Nullable List<String> realmRoles,
        @Nullable Map<String, List<String>> clientRoles,
        @Nullable List<String> audience) {

    /** Returns the token to create. */
    public NewApiTokenRepresentation token() {
        return new NewApiTokenRepresentation(
                name, description, expiresIn, profile, scope, realmRoles, clientRoles, audience);
    }
}
