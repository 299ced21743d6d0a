package io.mycli.keycloak.apitoken.claims;

import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/**
 * Makes derived JWTs: access tokens as Keycloak makes them, with no more roles, scopes and audience than the API token has,
 * and with our claims after the mappers, so that none can take them off.
 */
public final class DerivedTokenManager extends TokenManager {

    private final Supplier<Optional<Derivation>> derivation;

    /** For the JWTs of one request, all of which are derived. */
    public DerivedTokenManager(Derivation derivation) {
        this(() -> Optional.of(derivation));
    }

    /** @param derivation asked when a JWT is made; while it is empty, the JWTs are Keycloak's own */
    public DerivedTokenManager(Supplier<Optional<Derivation>> derivation) {
        this.derivation = derivation;
    }

    /** Here, before the first mapper: Keycloak resolves the roles of a client once in a request. */
    @Override
    public AccessTokenResponseBuilder responseBuilder(
            RealmModel realm,
            ClientModel client,
            EventBuilder event,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        derivation.get().ifPresent(origin -> origin.requireOwner(userSession.getUser()));
        ClientSessionContext restricted = derivation
                .get()
                .map(origin -> RestrictedClientSessionContext.to(session, origin.access(), context))
                .orElse(context);
        return super.responseBuilder(realm, client, event, session, userSession, restricted);
    }

    @Override
    public AccessToken transformAccessToken(
            KeycloakSession session, AccessToken token, UserSessionModel userSession, ClientSessionContext context) {
        AccessToken mapped = super.transformAccessToken(session, token, userSession, context);
        derivation.get().ifPresent(origin -> DerivedTokenClaims.write(session, mapped, origin));
        return mapped;
    }
}
