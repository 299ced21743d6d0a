package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.verification.VerificationResult;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * What a derived JWT says at this moment: what Keycloak's introspection would tell of an access token of its client, and no
 * more than the API token may do by now.
 */
public final class DerivedTokenIntrospection {

    private final KeycloakSession session;
    private final UserModel owner;
    private final AccessToken claims;

    private DerivedTokenIntrospection(KeycloakSession session, UserModel owner, AccessToken claims) {
        this.session = session;
        this.owner = owner;
        this.claims = claims;
    }

    /** Computes them anew, from a verified JWT whose API token is valid. */
    public static DerivedTokenIntrospection of(
            KeycloakSession session, IssuerCache issuers, AccessToken jwt, VerificationResult.Accepted origin) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = realm.getClientByClientId(jwt.getIssuedFor());
        TokenAccess access = ApiTokenClaims.of(session, issuers, origin).access();
        MapperClaims mapped = new MapperClaims(session, issuers, origin.owner(), client, jwt.getId());
        ClientSessionContext context =
                RestrictedClientSessionContext.to(session, access, mapped.context(jwt.getScope()));
        AccessToken claims = mapped.toAccessToken(context, jwt.getSubject());
        DerivedTokenClaims.copy(session, jwt, claims, access);
        return new DerivedTokenIntrospection(session, origin.owner(), claims);
    }

    /** Returns whether this resource server may be told: by Keycloak's own rule, for an exchange may narrow the audience. */
    public boolean areFor(ResourceServer resourceServer) {
        return resourceServer.isInAudience(claims);
    }

    /**
     * Returns the members of RFC 7662 section 2.2.
     *
     * @param withJwt whether to add them as a signed JWT, too
     */
    public byte[] toIntrospection(boolean withJwt) {
        return IntrospectionResponse.write(
                claims, owner, withJwt ? session.tokens().encode(claims) : null);
    }
}
