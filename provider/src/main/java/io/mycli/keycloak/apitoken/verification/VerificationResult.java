package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** The result of a verification: acceptance with all that was found, or rejection with one reason. */
public sealed interface VerificationResult {

    /**
     * The token is valid at this moment.
     *
     * @param secret the presented secret
     * @param owner the token's owner, enabled
     * @param tokenClient the realm's token client, enabled
     * @param claimsClient the client whose scopes and mappers determine the claims, enabled: the client of the owner if
     *     that is a service account, else the token client
     */
    record Accepted(StoredSecret secret, UserModel owner, ClientModel tokenClient, ClientModel claimsClient)
            implements VerificationResult {

        /** Returns the token of the secret. */
        public ApiTokenModel token() {
            return secret.token();
        }
    }

    /**
     * The token is not valid.
     *
     * @param reason the first reason found
     * @param token the token; empty if none was found
     */
    record Rejected(RejectionReason reason, Optional<ApiTokenModel> token) implements VerificationResult {}
}
