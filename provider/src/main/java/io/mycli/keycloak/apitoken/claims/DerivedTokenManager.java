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
 * The token manager that creates derived JWTs: Keycloak's access tokens, with at most the roles, scopes and audience of
 * the API token. Our claims are written after the mappers, so that no mapper can remove them.
 */
public final class DerivedTokenManager extends TokenManager {

    private final Supplier<Optional<Derivation>> derivation;

    /** Creates a manager for a request of which all JWTs are derived. */
    public DerivedTokenManager(Derivation derivation) {
        this(() -> Optional.of(derivation));
    }

    /**
     * Creates a manager for a request of which some JWTs may be derived.
     *
     * @param derivation called when a JWT is created; while it returns empty, the JWTs are Keycloak's own
     */
    public DerivedTokenManager(Supplier<Optional<Derivation>> derivation) {
        this.derivation = derivation;
    }

    /**
     * Restricts the context. This happens before the first mapper, because Keycloak resolves the roles of a client once
     * per request.
     */
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
