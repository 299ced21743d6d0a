package io.mycli.keycloak.apitoken.verification;

import java.util.Locale;
import org.keycloak.events.Errors;

/**
 * The reasons why an API token, a derived JWT or a request with one is rejected. Every reason has its row in
 * {@code docs/api.md}. For events and metrics: a caller learns only that the token is invalid, unless the request is wrong
 * whatever the token is.
 */
public enum RejectionReason {
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
    /** Issued before the realm's not-before for API tokens: an administrator revoked all of that time. */
    BEFORE_TOKENS_NOT_BEFORE("API token was issued before the realm's not-before for API tokens", Errors.INVALID_TOKEN),
    /** Issued before the realm's not-before. */
    BEFORE_REALM_NOT_BEFORE("API token was issued before the realm's not-before", Errors.INVALID_TOKEN),
    /** Issued before the owner's not-before, in a realm where that counts. */
    BEFORE_OWNER_NOT_BEFORE("API token was issued before the owner's not-before", Errors.INVALID_TOKEN),
    /** Issued before the token client's not-before. */
    BEFORE_CLIENT_NOT_BEFORE("API token was issued before the token client's not-before", Errors.INVALID_TOKEN),
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
            "Derived JWT was issued before the not-before of its client or realm", Errors.INVALID_TOKEN),
    /** The resource server that introspects may not accept the token. */
    NOT_IN_AUDIENCE("Client is not in the audience of the API token", Errors.INVALID_TOKEN),
    /** A parameter of an exchange that Keycloak puts into the event contains a secret. */
    SECRET_IN_EXCHANGE_PARAMETER("A parameter other than subject_token contains an API token", Errors.INVALID_REQUEST),
    /** The client or the realm has no token exchange. Keycloak may have a reason of its own, which the event has then. */
    EXCHANGE_NOT_ENABLED("Standard token exchange is not enabled", Errors.INVALID_REQUEST),
    /** An exchange gives access tokens only. */
    REQUESTED_TYPE_UNSUPPORTED("requested_token_type is not supported", Errors.INVALID_REQUEST),
    /** An exchange asks for a scope that the token does not have. */
    REQUESTED_SCOPE_MISSING("API token lacks a requested scope", Errors.INVALID_REQUEST),
    /** Keycloak logs usernames. */
    SECRET_IN_USERNAME("The username contains an API token", Errors.INVALID_USER_CREDENTIALS),
    /** Keycloak puts an invalid scope into the event. */
    SECRET_IN_SCOPE("The scope contains an API token", Errors.INVALID_USER_CREDENTIALS),
    /** Keycloak would count it as a wrong password. */
    FLOW_WITHOUT_STEP(
            "The password is an API token, and the flow has no step for API tokens", Errors.INVALID_USER_CREDENTIALS),
    /** The step for API tokens is required, and the password is none. */
    NO_TOKEN_SENT("No API token was sent", Errors.INVALID_USER_CREDENTIALS),
    /** The username is another user's. */
    NOT_THE_OWNER("User is not the owner of the API token", Errors.INVALID_USER_CREDENTIALS),
    /** Too many wrong passwords were sent with the owner's username. */
    OWNER_LOCKED("Owner of the API token is locked by brute force detection", Errors.INVALID_USER_CREDENTIALS),
    /** An offline session would outlive the token. */
    OFFLINE_ACCESS("An API token gives no offline access", Errors.INVALID_USER_CREDENTIALS),
    /** Browser and SAML flows give all roles of the owner. */
    LOGIN_TOO_POWERFUL(
            "A login of this kind would have more power than the API token", Errors.INVALID_USER_CREDENTIALS),
    /** The step requires a scope. */
    REQUIRED_SCOPE_MISSING("API token lacks the required scope", Errors.INVALID_USER_CREDENTIALS),
    /** The step requires a profile. */
    REQUIRED_PROFILE_MISSING("API token lacks the required profile", Errors.INVALID_USER_CREDENTIALS);

    private final String description;
    private final String error;
    private final String outcome = name().toLowerCase(Locale.ROOT);

    RejectionReason(String description, String error) {
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
