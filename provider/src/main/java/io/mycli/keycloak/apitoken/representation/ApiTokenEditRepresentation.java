package io.mycli.keycloak.apitoken.representation;

import org.jspecify.annotations.Nullable;

/**
 * The body of a change: of the right types, otherwise not validated.
 *
 * @param name null to keep the name
 * @param description empty to remove the description, null to keep it
 */
public record ApiTokenEditRepresentation(
        @Nullable String name, @Nullable String description) {}
