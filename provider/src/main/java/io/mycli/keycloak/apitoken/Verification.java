package io.mycli.keycloak.apitoken;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** What came of checking a secret: either everything that speaks for it, or the one reason against it. */
public sealed interface Verification {

    /**
     * The token is good at this moment.
     *
     * @param token the token
     * @param owner its owner, enabled
     * @param tokenClient the realm's token client, enabled
     */
    record Accepted(ApiTokenModel token, UserModel owner, ClientModel tokenClient) implements Verification {}

    /**
     * The token is not.
     *
     * @param reason the first reason found
     * @param token the token, where one was found
     */
    record Refused(RefusalReason reason, Optional<ApiTokenModel> token) implements Verification {}
}
