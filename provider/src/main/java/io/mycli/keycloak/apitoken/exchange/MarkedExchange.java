package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.PresentedSecret;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** The request as it came, but for the subject token, and for who makes the new one. */
final class MarkedExchange extends TokenExchangeContext {

    private final TokenExchangeContext request;

    MarkedExchange(TokenExchangeContext request, String subjectJwt, PresentedSecret secret) {
        super(
                request.getSession(),
                withSubject(request.getFormParams(), subjectJwt),
                request.getCors(),
                request.getRealm(),
                request.getEvent(),
                request.getClient(),
                request.getClientConnection(),
                request.getHeaders(),
                new MarkingTokenManager(secret),
                request.getClientAuthAttributes());
        this.request = request;
    }

    private static MultivaluedMap<String, String> withSubject(MultivaluedMap<String, String> sent, String subjectJwt) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>(sent);
        parameters.putSingle(OAuth2Constants.SUBJECT_TOKEN, subjectJwt);
        return parameters;
    }

    /** Set by client policies; not there in 26.4, where nobody calls this. */
    @Override
    public Set<String> getRestrictedScopes() {
        return request.getRestrictedScopes();
    }
}
