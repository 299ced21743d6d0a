package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** A creation, rotation or change of a token that was checked, and is written in a session of its own. */
public final class TokenWrite {

    private final Function<KeycloakSession, ApiTokenModel> write;
    private final @Nullable ApiTokenSecret secret;
    private final ApiTokenException conflict;

    /**
     * Creates a write.
     *
     * @param write may run more than once
     * @param secret the new secret; null if the call makes none
     * @param conflict the error if other requests were faster each time
     */
    TokenWrite(
            Function<KeycloakSession, ApiTokenModel> write,
            @Nullable ApiTokenSecret secret,
            ApiTokenException conflict) {
        this.write = write;
        this.secret = secret;
        this.conflict = conflict;
    }

    /**
     * Ends the transaction of a request, then writes and records.
     *
     * @param event records the written token in the session that writes it
     * @throws ApiTokenException if the database rejects the write
     */
    public Answer run(KeycloakSession request, BiConsumer<KeycloakSession, ApiTokenModel> event) {
        try {
            return TransactionRetry.runAfter(request, own -> {
                ApiTokenModel token = write.apply(own);
                event.accept(own, token);
                // In the session that wrote the token: that of the request must read no more.
                return new Answer(
                        ApiTokenRepresentation.of(token, own.getContext().getRealm(), UtcTime.now()), secret);
            });
        } catch (RuntimeException e) {
            throw TransactionRetry.isConflict(e) ? conflict : e;
        }
    }
}
