package io.mycli.keycloak.apitoken;

import org.keycloak.models.KeycloakSession;

/** A listener that is told of each token of a revocation of many. */
@FunctionalInterface
public interface RevocationListener {

    /**
     * Records the revocation of a token as part of its transaction.
     *
     * @param session that of the transaction, with the realm in its context
     * @param token as it was before
     */
    void onRevocation(KeycloakSession session, ApiTokenModel token);
}
