package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.verification.VerificationResult;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * The claims of a derived JWT at this moment. Keycloak's introspection would return them for an access token of its
 * client. They are reduced to the access that the API token has now.
 */
public final class DerivedTokenIntrospection {

    private final KeycloakSession session;
    private final UserModel owner;
    private final AccessToken claims;
    private final TokenAccess access;

    private DerivedTokenIntrospection(
            KeycloakSession session, UserModel owner, AccessToken claims, TokenAccess access) {
        this.session = session;
        this.owner = owner;
        this.claims = claims;
        this.access = access;
    }

    /** Computes the claims of a verified JWT whose API token is valid. */
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
        return new DerivedTokenIntrospection(session, origin.owner(), claims, access);
    }

    /**
     * Returns whether a resource server may receive these claims. Only Keycloak's own rule and the owner's choice
     * decide, because an exchange may narrow the audience.
     */
    public boolean areFor(ResourceServer resourceServer) {
        return access.isChosen(resourceServer.client()) && resourceServer.isInAudience(claims);
    }

    /**
     * Returns the members of RFC 7662 section 2.2 as JSON.
     *
     * @param withJwt whether to add the claims as a signed JWT
     */
    public byte[] toIntrospection(boolean withJwt) {
        return IntrospectionResponse.write(
                claims, owner, withJwt ? session.tokens().encode(claims) : null);
    }
}
