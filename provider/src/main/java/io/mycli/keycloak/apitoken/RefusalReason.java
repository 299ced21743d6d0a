package io.mycli.keycloak.apitoken;

import java.util.Locale;
import org.keycloak.events.Errors;

/**
 * Why a secret is refused. For events and logs; a caller only ever learns that it is refused.
 */
public enum RefusalReason {
    /** Our tag, but not our form, or its checksum is wrong. */
    MALFORMED("API token is malformed or its checksum is wrong", Errors.INVALID_TOKEN),
    /** No such token in this realm; perhaps one of another realm. */
    UNKNOWN("API token is unknown in this realm", Errors.INVALID_TOKEN),
    /** Ended by its owner or an administrator. */
    REVOKED("API token is revoked", Errors.INVALID_TOKEN),
    /** Its time is over. */
    EXPIRED("API token is expired", Errors.INVALID_TOKEN),
    /** The realm has API tokens switched off. */
    DISABLED("API tokens are not enabled in this realm", Errors.INVALID_TOKEN),
    /** A setting of the realm that ends tokens cannot be read; perhaps it was to end this one. */
    POLICY_UNREADABLE("The realm's policy for API tokens cannot be read", Errors.INVALID_TOKEN),
    /** The owner is gone from the user storage. */
    OWNER_NOT_FOUND("Owner of the API token does not exist", Errors.USER_NOT_FOUND),
    /** The owner is disabled. */
    OWNER_DISABLED("Owner of the API token is disabled", Errors.USER_DISABLED),
    /** The client {@code api-tokens} is gone. */
    TOKEN_CLIENT_NOT_FOUND("The token client does not exist", Errors.CLIENT_NOT_FOUND),
    /** The client {@code api-tokens} is disabled. */
    TOKEN_CLIENT_DISABLED("The token client is disabled", Errors.CLIENT_DISABLED),
    /** Not used for longer than the realm allows. */
    INACTIVE("API token was not used for too long", Errors.INVALID_TOKEN),
    /** The last rotation replaced the secret, and the overlap is over. */
    REPLACED("Secret of the API token was replaced by rotation", Errors.INVALID_TOKEN),
    /** Minted before the realm's not-before for API tokens: an administrator ended all of that time. */
    BEFORE_TOKENS_NOT_BEFORE("API token was minted before the realm's not-before for API tokens", Errors.INVALID_TOKEN),
    /** Minted before the realm's not-before. */
    BEFORE_REALM_NOT_BEFORE("API token was minted before the realm's not-before", Errors.INVALID_TOKEN),
    /** Minted before the owner's not-before, in a realm where that counts. */
    BEFORE_OWNER_NOT_BEFORE("API token was minted before the owner's not-before", Errors.INVALID_TOKEN),
    /** Minted before the token client's not-before. */
    BEFORE_CLIENT_NOT_BEFORE("API token was minted before the token client's not-before", Errors.INVALID_TOKEN),
    /** Signature, issuer, type or time of a derived JWT is wrong. */
    DERIVED_JWT_INVALID("Derived JWT is expired, or not signed by this realm", Errors.INVALID_TOKEN),
    /** A JWT has the claim of origin, but it is one of a session: a mapper made the claim. */
    DERIVED_JWT_FORGED("JWT claims to be derived from an API token, but belongs to a session", Errors.INVALID_TOKEN),
    /** The client that a derived JWT was issued to is gone, or has another client id. */
    DERIVED_JWT_CLIENT_NOT_FOUND("Client of the derived JWT does not exist", Errors.CLIENT_NOT_FOUND),
    /** The client that a derived JWT was issued to is disabled. */
    DERIVED_JWT_CLIENT_DISABLED("Client of the derived JWT is disabled", Errors.CLIENT_DISABLED),
    /** A derived JWT was issued before the not-before of its client or realm. */
    DERIVED_JWT_BEFORE_NOT_BEFORE(
            "Derived JWT was issued before the not-before of its client or realm", Errors.INVALID_TOKEN);

    private final String description;
    private final String error;
    private final String outcome = name().toLowerCase(Locale.ROOT);

    RefusalReason(String description, String error) {
        this.description = description;
        this.error = error;
    }

    /** For {@link org.keycloak.events.Details#REASON}; holds nothing of the request. */
    public String description() {
        return description;
    }

    /** One of {@link Errors}, for the event. */
    public String error() {
        return error;
    }

    /** One word, for metrics and traces. */
    public String outcome() {
        return outcome;
    }
}
