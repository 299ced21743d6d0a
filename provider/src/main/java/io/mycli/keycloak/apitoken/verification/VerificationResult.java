package io.mycli.keycloak.apitoken.verification;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** What came of checking a secret: either everything that speaks for it, or the one reason against it. */
public sealed interface VerificationResult {

    /**
     * The token is good at this moment.
     *
     * @param secret what was presented
     * @param owner the token's owner, enabled
     * @param tokenClient the realm's token client, enabled
     */
    record Accepted(StoredSecret secret, UserModel owner, ClientModel tokenClient) implements VerificationResult {

        /** The token that the secret belongs to. */
        public ApiTokenModel token() {
            return secret.token();
        }
    }

    /**
     * The token is not.
     *
     * @param reason the first reason found
     * @param token the token, where one was found
     */
    record Rejected(RejectionReason reason, Optional<ApiTokenModel> token) implements VerificationResult {}
}
