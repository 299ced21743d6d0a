package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A realm's policy as it applies to an owner.
 *
 * @param maxPerUser the limit of live tokens
 * @param used the number of live tokens that count towards the limit
 * @param defaultLifetime as {@code 90d}; null if a token created without a lifetime never expires
 * @param maxLifetime as {@code 365d}; null for no limit
 * @param expiryRequired whether each token must expire
 * @param inactivityDays the days without use after which a token is inactive; null for no limit
 * @param profiles to choose from; empty if any slug is allowed
 * @param scopes optional client scopes that a token may ask for
 * @param fullAccess whether a token may have all roles of its owner
 * @param realmRoles to choose from
 * @param clientRoles to choose from, by client id
 * @param resourceServers to choose an audience from
 * @param consentTexts what Keycloak's consent screen says of each of these scopes: a text, or <code>${key}</code> of
 *     one in the messages of a theme
 */
@JsonInclude
public record PolicyRepresentation(
        int maxPerUser,
        long used,
        @Nullable String defaultLifetime,
        @Nullable String maxLifetime,
        boolean expiryRequired,
        @Nullable Long inactivityDays,
        Collection<String> profiles,
        Collection<String> scopes,
        Map<String, String> consentTexts,
        boolean fullAccess,
        List<Role> realmRoles,
        Map<String, List<Role>> clientRoles,
        List<ResourceServer> resourceServers) {

    /**
     * A role.
     *
     * @param description a text, <code>${key}</code> of a message of a theme, or null
     */
    @JsonInclude
    public record Role(String name, @Nullable String description) {}

    /**
     * A client that may accept the owner's tokens.
     *
     * @param name a text, <code>${key}</code> of a message of a theme, or null
     * @param description as for the name
     */
    @JsonInclude
    public record ResourceServer(
            String clientId,
            @Nullable String name,
            @Nullable String description) {}
}
