package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Map;

/**
 * What a person may do here.
 *
 * @param maxPerUser the cap
 * @param used how many live tokens count for it
 * @param defaultLifetime as {@code 90d}, or null: a token whose request names no lifetime never expires
 * @param maxLifetime as {@code 365d}, or null
 * @param expiryRequired whether a token without an end is refused
 * @param inactivityDays after how many days without use a token ends, or null
 * @param profiles to choose from; empty when any slug will do
 * @param scopes optional client scopes that a token may ask for
 * @param consentTexts what Keycloak's consent screen says of each of these scopes: a text, or <code>${key}</code> of one
 *     in the messages of a theme
 */
@JsonInclude
public record PolicyRepresentation(
        int maxPerUser,
        long used,
        String defaultLifetime,
        String maxLifetime,
        boolean expiryRequired,
        Long inactivityDays,
        Collection<String> profiles,
        Collection<String> scopes,
        Map<String, String> consentTexts) {}
