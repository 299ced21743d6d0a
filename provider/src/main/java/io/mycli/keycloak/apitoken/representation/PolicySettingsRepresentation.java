package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A realm's rules as administrators set them. Lifetimes are written as {@code 90d}; null is none.
 *
 * @param clients empty for the default ones
 * @param profiles empty for any
 * @param recentLoginSeconds null for a login of any age
 * @param inactivityDays null for never
 * @param notBefore what was minted before is refused; ISO 8601 in UTC, or null. Set by a call of its own
 * @param problem what is wrong with the realm's attributes, for which the default stands here, or null
 */
@JsonInclude
@JsonPropertyOrder({
    "enabled",
    "maxPerUser",
    "defaultLifetime",
    "maxLifetime",
    "requireExpiry",
    "clients",
    "profiles",
    "recentLoginSeconds",
    "inactivityDays",
    "leakReports",
    "endOnLogoutAll",
    "mailCreated",
    "mailRotated",
    "mailExpiring",
    "mailExpired",
    "mailRevoked",
    "mailLeaked",
    "notBefore",
    "problem"
})
public record PolicySettingsRepresentation(
        boolean enabled,
        int maxPerUser,
        @Schema(nullable = true) String defaultLifetime,
        @Schema(nullable = true) String maxLifetime,
        boolean requireExpiry,
        Collection<String> clients,
        Collection<String> profiles,
        @Schema(nullable = true) Integer recentLoginSeconds,
        @Schema(nullable = true) Integer inactivityDays,
        boolean leakReports,
        boolean endOnLogoutAll,
        boolean mailCreated,
        boolean mailRotated,
        boolean mailExpiring,
        boolean mailExpired,
        boolean mailRevoked,
        boolean mailLeaked,
        @Schema(nullable = true) String notBefore,
        @Schema(nullable = true) String problem) {}
