package io.mycli.keycloak.apitoken.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** The restriction of the claims that say for which clients and roles a token is valid. */
final class AudienceAndRoles {

    private static final String RESOURCE_ACCESS = "resource_access";

    private AudienceAndRoles() {}

    /** Removes the audience and the roles of Keycloak's own clients, also those that a mapper hard-codes. */
    static void removeKeycloakClients(AccessToken claims, RealmModel realm) {
        claims.getResourceAccess().keySet().removeIf(client -> KeycloakClients.isOwn(realm, client));
        Object mapperClaim = claims.getOtherClaims().remove(RESOURCE_ACCESS);
        if (mapperClaim != null) {
            Map<String, Object> others = asMap(mapperClaim);
            others.keySet().removeIf(client -> KeycloakClients.isOwn(realm, client));
            if (!others.isEmpty()) {
                claims.setOtherClaims(RESOURCE_ACCESS, others);
            }
        }
        retainAudience(claims, client -> !KeycloakClients.isOwn(realm, client));
    }

    /**
     * Returns a mapper's claim of any JSON type as a map. A claim that is no object contains no clients, so it becomes
     * an empty map.
     */
    private static Map<String, Object> asMap(Object claim) {
        try {
            return JsonSerialization.readValue(
                    JsonSerialization.writeValueAsString(claim), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            return new LinkedHashMap<>();
        }
    }

    /** Removes the audience that is not allowed. An empty audience is absent. */
    static void retainAudience(AccessToken claims, Predicate<String> isAllowed) {
        if (claims.getAudience() != null) {
            String[] audience =
                    Arrays.stream(claims.getAudience()).filter(isAllowed).toArray(String[]::new);
            claims.audience(audience.length == 0 ? null : audience);
        }
    }
}
