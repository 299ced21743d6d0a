package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.TokenName;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a token is called. What a token may do, and its lifetime, cannot change.
 *
 * @param name the new name, or null to keep the name
 * @param description the new description, empty to remove it, or null to keep it; checked
 */
public record ApiTokenEdit(
        @Nullable TokenName name, @Nullable String description) {}
