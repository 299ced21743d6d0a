package io.mycli.keycloak.apitoken.claims;

import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.AccessToken;

/**
 * A resource server, which may or may not accept a token.
 *
 * <p>Keycloak's rule since CVE-2026-37979: its client id is in the audience, or one of two opt-outs is set. Our rule:
 * an administrator marked the client as one that accepts API tokens. The opt-outs are read from attribute and
 * configuration, because Keycloak's accessors are younger than the oldest version that we support.
 */
public final class ResourceServer {

    /**
     * The client attribute that is {@code true} for a resource server that accepts API tokens outside their audience.
     */
    static final String ACCEPTED_ATTRIBUTE = "api-tokens.accepted";

    private static final String CLIENT_OPT_OUT = "allow.token.introspection.without.audience.check";
    private static final String SERVER_OPT_OUT = "allow-token-introspection-without-audience-check";

    private final ClientModel client;

    /** Creates the resource server of a client. */
    public ResourceServer(ClientModel client) {
        this.client = client;
    }

    ClientModel client() {
        return client;
    }

    /** Returns whether an administrator marked the client as one that accepts API tokens. */
    public boolean isMarked() {
        return isSet(ACCEPTED_ATTRIBUTE);
    }

    /** Returns whether it may accept an API token with this audience. */
    boolean accepts(Set<String> audience) {
        return audience.contains(client.getClientId()) || acceptsAnyAudience();
    }

    /** Returns whether Keycloak's own rule lets it accept a token with these claims. */
    boolean isInAudience(AccessToken claims) {
        return claims.hasAudience(client.getClientId()) || isOptedOut();
    }

    /** Returns whether it accepts API tokens with any audience. */
    boolean acceptsAnyAudience() {
        return isMarked() || isOptedOut();
    }

    private boolean isOptedOut() {
        return isSet(CLIENT_OPT_OUT)
                || Config.scope("login-protocol", OIDCLoginProtocol.LOGIN_PROTOCOL)
                        .getBoolean(SERVER_OPT_OUT, false);
    }

    private boolean isSet(String attribute) {
        return Boolean.parseBoolean(client.getAttribute(attribute));
    }
}
