package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.verification.TokenOrigin;
import java.util.Set;
import org.keycloak.representations.AccessToken;

/** The claims about the API token itself, and those that no mapper may write. */
final class ApiTokenClaimNames {

    static final String NAME = "token_name";
    static final String PROFILE = "token_profile";
    static final String EXPIRES_AT = "token_expires_at";

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

    private ApiTokenClaimNames() {}

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
}
