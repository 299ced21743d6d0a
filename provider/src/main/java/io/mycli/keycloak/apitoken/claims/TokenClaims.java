package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.Descent;
import io.mycli.keycloak.apitoken.PresentedSecret;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/** The claims that tell of the API token itself, and how long an answer about it holds. */
final class TokenClaims {

    static final String NAME = "token_name";
    static final String PROFILE = "token_profile";
    static final String EXPIRES_AT = Descent.EXPIRES_AT_CLAIM;

    private static final String RESOURCE_ACCESS = "resource_access";

    /** Where the realm's access tokens are to live as long as the session, which an API token has none of. */
    private static final int LIFESPAN_WITHOUT_SESSION = 300;

    private TokenClaims() {}

    /** What has no value is absent. */
    static void write(AccessToken claims, PresentedSecret secret) {
        ApiTokenModel token = secret.token();
        claims.setOtherClaims(NAME, token.name());
        if (token.profile() != null) {
            claims.setOtherClaims(PROFILE, token.profile());
        }
        if (secret.expiresAt() != null) {
            claims.setOtherClaims(EXPIRES_AT, secret.expiresAt().getEpochSecond());
        }
    }

    /** Takes out the audience and the roles of Keycloak's own clients, whoever put them there. */
    static void removeKeycloakClients(AccessToken claims, RealmModel realm) {
        claims.getResourceAccess().keySet().removeIf(client -> KeycloakClients.isOwn(realm, client));
        if (claims.getOtherClaims().get(RESOURCE_ACCESS) instanceof Map<?, ?> madeByMapper) {
            Map<Object, Object> others = new LinkedHashMap<>(madeByMapper);
            others.keySet().removeIf(client -> KeycloakClients.isOwn(realm, client.toString()));
            claims.setOtherClaims(RESOURCE_ACCESS, others);
        }
        retainAudience(claims, client -> !KeycloakClients.isOwn(realm, client));
    }

    /** Takes out the audience that is not allowed; none is absent. */
    static void retainAudience(AccessToken claims, Predicate<String> isAllowed) {
        if (claims.getAudience() != null) {
            String[] audience =
                    Arrays.stream(claims.getAudience()).filter(isAllowed).toArray(String[]::new);
            claims.audience(audience.length == 0 ? null : audience);
        }
    }

    /**
     * The earlier of the secret's end and that of an access token issued now: resource servers that cache an answer
     * until {@code exp} then notice a revocation as soon as with Keycloak's own tokens.
     */
    static long exp(Instant expiresAt, RealmModel realm) {
        int lifespan = realm.getAccessTokenLifespan() > 0 ? realm.getAccessTokenLifespan() : LIFESPAN_WITHOUT_SESSION;
        long exp = Time.currentTimeMillis() / 1000 + lifespan;
        return expiresAt == null ? exp : Math.min(exp, expiresAt.getEpochSecond());
    }
}
