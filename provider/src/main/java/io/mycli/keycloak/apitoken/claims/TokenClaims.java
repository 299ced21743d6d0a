package io.mycli.keycloak.apitoken.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.verification.TokenOrigin;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** The claims about the API token itself, and the lifetime of a response about it. */
final class TokenClaims {

    static final String NAME = "token_name";
    static final String PROFILE = "token_profile";
    static final String EXPIRES_AT = "token_expires_at";

    private static final String RESOURCE_ACCESS = "resource_access";

    /** The claims that no mapper may write, because they describe the token itself. */
    private static final Set<String> RESERVED = Set.of(
            "active",
            "iss",
            "azp",
            "client_id",
            "iat",
            "nbf",
            "exp",
            "jti",
            "typ",
            "token_type",
            "sid",
            "session_state",
            "cnf",
            TokenOrigin.CLAIM,
            TokenOrigin.ISSUED_AT_CLAIM,
            NAME,
            PROFILE,
            EXPIRES_AT);

    /** The lifespan in seconds if access tokens should live as long as the session. An API token has no session. */
    private static final int LIFESPAN_WITHOUT_SESSION = 300;

    private TokenClaims() {}

    /** Removes reserved claims that mappers wrote. */
    static void removeReserved(AccessToken claims) {
        claims.getOtherClaims().keySet().removeAll(RESERVED);
    }

    /** Writes the claims about the API token. A claim without a value is absent. */
    static void write(AccessToken claims, StoredSecret secret) {
        ApiTokenModel token = secret.token();
        claims.setOtherClaims(NAME, token.name());
        if (token.profile() != null) {
            claims.setOtherClaims(PROFILE, token.profile());
        }
        if (secret.expiresAt() != null) {
            claims.setOtherClaims(EXPIRES_AT, secret.expiresAt().getEpochSecond());
        }
    }

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

    /** Writes {@code iat} and {@code exp} by {@link TimeClaims} and the current time. */
    static void writeTimes(AccessToken claims, Instant issuedAt, long exp) {
        TimeClaims times = TimeClaims.of(issuedAt, exp, UtcTime.now());
        claims.iat(times.iat());
        claims.exp(times.exp());
    }

    /**
     * Returns {@code exp} in seconds since the epoch: the earlier of the secret's expiry and that of an access token
     * issued now to the token client. Resource servers that cache a response until {@code exp} thus notice a revocation
     * as soon as with Keycloak's own tokens.
     *
     * @param expiresAt null if the secret never expires
     * @throws NumberFormatException if the client's lifespan is no number, as with Keycloak's own tokens
     */
    static long exp(@Nullable Instant expiresAt, RealmModel realm) {
        long exp = Time.currentTimeMillis() / 1000 + lifespan(realm);
        return expiresAt == null ? exp : Math.min(exp, expiresAt.getEpochSecond());
    }

    /** Returns the token client's lifespan of access tokens in seconds; that of the realm if the client has none. */
    private static int lifespan(RealmModel realm) {
        int lifespan = TokenClient.find(realm)
                .map(client -> client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN))
                .filter(text -> !text.isBlank())
                .map(Integer::parseInt)
                .orElseGet(realm::getAccessTokenLifespan);
        return lifespan > 0 ? lifespan : LIFESPAN_WITHOUT_SESSION;
    }
}
