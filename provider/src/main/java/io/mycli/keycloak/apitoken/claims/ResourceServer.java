package io.mycli.keycloak.apitoken.claims;

import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.AccessToken;

/**
 * The resource server that asks, and whether it may accept a token.
 *
 * <p>Keycloak's rule since CVE-2026-37979: its client id is in the audience, or one of two opt-outs is set. And ours:
 * an administrator marked the client as one that accepts API tokens. Read here from attribute and configuration,
 * because Keycloak's accessors for the opt-outs are younger than the oldest version we run on.
 */
public final class ResourceServer {

    /** Client attribute: {@code true} for a resource server that accepts API tokens outside their audience. */
    static final String ACCEPTED_ATTRIBUTE = "api-tokens.accepted";

    private static final String CLIENT_OPT_OUT = "allow.token.introspection.without.audience.check";
    private static final String SERVER_OPT_OUT = "allow-token-introspection-without-audience-check";

    private final ClientModel client;

    /** For the client of the request. */
    public ResourceServer(ClientModel client) {
        this.client = client;
    }

    /** Whether an administrator marked the client as one that accepts API tokens. */
    public boolean isMarked() {
        return isSet(ACCEPTED_ATTRIBUTE);
    }

    boolean accepts(AccessToken claims) {
        return isMarked() || isInAudience(claims);
    }

    /** Returns what Keycloak's rule says of a JWT. */
    boolean isInAudience(AccessToken claims) {
        return claims.hasAudience(client.getClientId()) || optedOut();
    }

    /** Returns whether it accepts API tokens whatever their audience. */
    boolean acceptsAnyAudience() {
        return isMarked() || optedOut();
    }

    private boolean optedOut() {
        return isSet(CLIENT_OPT_OUT)
                || Config.scope("login-protocol", OIDCLoginProtocol.LOGIN_PROTOCOL)
                        .getBoolean(SERVER_OPT_OUT, false);
    }

    private boolean isSet(String attribute) {
        return Boolean.parseBoolean(client.getAttribute(attribute));
    }
}
