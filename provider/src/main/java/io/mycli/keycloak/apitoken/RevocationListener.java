package io.mycli.keycloak.apitoken;

import org.keycloak.models.KeycloakSession;

/** A listener that is told of each token of a revocation of many, once that is committed. */
@FunctionalInterface
public interface RevocationListener {

    /**
     * Records the revocation of a token. A failure is logged.
     *
     * @param session that of a transaction for some of the tokens, with the realm in its context
     * @param token as it was before
     */
    void onRevocation(KeycloakSession session, ApiTokenModel token);
}
