package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.claims.Derivation;
import io.mycli.keycloak.apitoken.claims.DerivedTokenManager;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** The context of a request, with another subject token, another scope and a {@link DerivedTokenManager}. */
final class DerivedExchangeContext extends TokenExchangeContext {

    private final TokenExchangeContext request;

    DerivedExchangeContext(
            TokenExchangeContext request, String subjectJwt, @Nullable String scope, Derivation derivation) {
        super(
                request.getSession(),
                parameters(request.getFormParams(), subjectJwt, scope),
                request.getCors(),
                request.getRealm(),
                request.getEvent(),
                request.getClient(),
                request.getClientConnection(),
                request.getHeaders(),
                new DerivedTokenManager(derivation),
                request.getClientAuthAttributes());
        this.request = request;
    }

    private static MultivaluedMap<String, String> parameters(
            MultivaluedMap<String, String> requested, String subjectJwt, @Nullable String scope) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>(requested);
        parameters.putSingle(OAuth2Constants.SUBJECT_TOKEN, subjectJwt);
        if (scope == null) {
            parameters.remove(OAuth2Constants.SCOPE);
        } else {
            parameters.putSingle(OAuth2Constants.SCOPE, scope);
        }
        return parameters;
    }

    /** Returns the scopes that client policies set. Keycloak 26.4 lacks this method and never calls it. */
    @Override
    public Set<String> getRestrictedScopes() {
        return request.getRestrictedScopes();
    }
}
