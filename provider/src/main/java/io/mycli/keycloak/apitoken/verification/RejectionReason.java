package io.mycli.keycloak.apitoken.verification;

import java.util.Locale;
import org.keycloak.events.Errors;

/**
 * A reason to reject an API token, a derived JWT or a request with one. {@code docs/reference/introspection.md} has a row for each. Events
 * and metrics show it. A caller learns only that the token is invalid, unless the request would be wrong with any
 * token.
 */
public enum RejectionReason {
    /** The candidate has our tag, but not our format, or its checksum is wrong. */
    MALFORMED("API token is malformed or its checksum is wrong", Errors.INVALID_TOKEN),
    /** The realm has no such token; another realm may have it. */
    UNKNOWN("API token is unknown in this realm", Errors.INVALID_TOKEN),
    /** The owner or an administrator revoked the token. */
    REVOKED("API token is revoked", Errors.INVALID_TOKEN),
    /** The token's expiry has passed. */
    EXPIRED("API token is expired", Errors.INVALID_TOKEN),
    /** The realm has API tokens disabled. */
    DISABLED("API tokens are not enabled in this realm", Errors.INVALID_TOKEN),
    /** A setting that can make tokens inactive cannot be read; it may concern this token. */
    POLICY_UNREADABLE("The realm's policy for API tokens cannot be read", Errors.INVALID_TOKEN),
    /** The user storage no longer has the owner. */
    OWNER_NOT_FOUND("Owner of the API token does not exist", Errors.USER_NOT_FOUND),
    /** The owner is disabled. */
    OWNER_DISABLED("Owner of the API token is disabled", Errors.USER_DISABLED),
    /** The owner is a service account whose client does not exist, or has service accounts disabled. */
    SERVICE_ACCOUNT_DISABLED("Service account that owns the API token is disabled", Errors.CLIENT_DISABLED),
    /** The owner is the service account of a disabled client. */
    SERVICE_ACCOUNT_CLIENT_DISABLED("Client of the service account is disabled", Errors.CLIENT_DISABLED),
    /** The secret was issued before the not-before of the service account's client. */
    BEFORE_SERVICE_ACCOUNT_NOT_BEFORE(
            "API token was issued before the not-before of the service account's client", Errors.INVALID_TOKEN),
    /** The client {@code api-tokens} does not exist. */
    TOKEN_CLIENT_NOT_FOUND("The token client does not exist", Errors.CLIENT_NOT_FOUND),
    /** The client {@code api-tokens} is disabled. */
    TOKEN_CLIENT_DISABLED("The token client is disabled", Errors.CLIENT_DISABLED),
    /** The token was not used for longer than the realm allows. */
    INACTIVE("API token was not used for too long", Errors.INVALID_TOKEN),
    /** The last rotation replaced the secret, and the overlap is over. */
    REPLACED("Secret of the API token was replaced by rotation", Errors.INVALID_TOKEN),
    /**
     * The secret was issued before the realm's not-before for API tokens, with which an administrator revoked all older
     * tokens.
     */
    BEFORE_TOKENS_NOT_BEFORE("API token was issued before the realm's not-before for API tokens", Errors.INVALID_TOKEN),
    /** The secret was issued before the realm's not-before. */
    BEFORE_REALM_NOT_BEFORE("API token was issued before the realm's not-before", Errors.INVALID_TOKEN),
    /** The secret was issued before the owner's not-before, which counts in this realm. */
    BEFORE_OWNER_NOT_BEFORE("API token was issued before the owner's not-before", Errors.INVALID_TOKEN),
    /** The secret was issued before the token client's not-before. */
    BEFORE_CLIENT_NOT_BEFORE("API token was issued before the token client's not-before", Errors.INVALID_TOKEN),
    /** The signature, issuer, type or time of a derived JWT is wrong. */
    DERIVED_JWT_INVALID("Derived JWT is expired, or not signed by this realm", Errors.INVALID_TOKEN),
    /** A JWT has the claim of origin, but belongs to a session: a mapper wrote the claim. */
    DERIVED_JWT_FORGED("JWT claims to be derived from an API token, but belongs to a session", Errors.INVALID_TOKEN),
    /** The client that a derived JWT was issued to does not exist or has a new client id. */
    DERIVED_JWT_CLIENT_NOT_FOUND("Client of the derived JWT does not exist", Errors.CLIENT_NOT_FOUND),
    /** The client that a derived JWT was issued to is disabled. */
    DERIVED_JWT_CLIENT_DISABLED("Client of the derived JWT is disabled", Errors.CLIENT_DISABLED),
    /** A derived JWT was issued before the not-before of its client or realm. */
    DERIVED_JWT_BEFORE_NOT_BEFORE(
            "Derived JWT was issued before the not-before of its client or realm", Errors.INVALID_TOKEN),
    /** The resource server that introspects may not accept the token. */
    NOT_IN_AUDIENCE("Client is not in the audience of the API token", Errors.INVALID_TOKEN),
    /** A parameter of an exchange contains a secret, and Keycloak would put the parameter into the event. */
    SECRET_IN_EXCHANGE_PARAMETER("A parameter other than subject_token contains an API token", Errors.INVALID_REQUEST),
    /**
     * Token exchange is not enabled for the client or the realm. If Keycloak states its own reason, the event has that
     * one.
     */
    EXCHANGE_NOT_ENABLED("Standard token exchange is not enabled", Errors.INVALID_REQUEST),
    /** The requested token type is not that of access tokens, the only type that an exchange issues. */
    REQUESTED_TYPE_UNSUPPORTED("requested_token_type is not supported", Errors.INVALID_REQUEST),
    /** The exchange requests a scope that the token lacks. */
    REQUESTED_SCOPE_MISSING("API token lacks a requested scope", Errors.INVALID_REQUEST),
    /** The username contains a secret, and Keycloak logs usernames. */
    SECRET_IN_USERNAME("The username contains an API token", Errors.INVALID_USER_CREDENTIALS),
    /** The scope contains a secret, and Keycloak puts an invalid scope into the event. */
    SECRET_IN_SCOPE("The scope contains an API token", Errors.INVALID_USER_CREDENTIALS),
    /** The flow has no step for API tokens, and Keycloak would count the token as a wrong password. */
    FLOW_WITHOUT_STEP(
            "The password is an API token, and the flow has no step for API tokens", Errors.INVALID_USER_CREDENTIALS),
    /** The step for API tokens is required, and the password is no API token. */
    NO_TOKEN_SENT("No API token was sent", Errors.INVALID_USER_CREDENTIALS),
    /** The username is that of another user. */
    NOT_THE_OWNER("User is not the owner of the API token", Errors.INVALID_USER_CREDENTIALS),
    /** The owner is locked because of too many wrong passwords. */
    OWNER_LOCKED("Owner of the API token is locked by brute force detection", Errors.INVALID_USER_CREDENTIALS),
    /** The login requests offline access, and an offline session would outlive the token. */
    OFFLINE_ACCESS("An API token gives no offline access", Errors.INVALID_USER_CREDENTIALS),
    /** The login is a browser or SAML flow, which would give all roles of the owner. */
    LOGIN_TOO_POWERFUL(
            "A login of this kind would have more power than the API token", Errors.INVALID_USER_CREDENTIALS),
    /** The step requires a scope that the token lacks. */
    REQUIRED_SCOPE_MISSING("API token lacks the required scope", Errors.INVALID_USER_CREDENTIALS),
    /** The step requires another profile. */
    REQUIRED_PROFILE_MISSING("API token lacks the required profile", Errors.INVALID_USER_CREDENTIALS);

    private final String description;
    private final String error;
    private final String outcome = name().toLowerCase(Locale.ROOT);

    RejectionReason(String description, String error) {
        this.description = description;
        this.error = error;
    }

    /** Returns the text for {@link org.keycloak.events.Details#REASON}. It contains nothing of the request. */
    public String description() {
        return description;
    }

    /** Returns the error of the event, one of {@link Errors}. */
    public String error() {
        return error;
    }

    /** Returns the word for metrics, traces and the check of acceptance. */
    public String outcome() {
        return outcome;
    }
}
