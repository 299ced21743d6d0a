package io.mycli.keycloak.apitoken.error;

/** The codes of errors of the REST APIs ({@code docs/reference/rest-owner.md}), each with its HTTP status. */
public enum ErrorCode {
    /** The body is not JSON, or has an unknown member or a member of a wrong type. */
    INVALID_REQUEST(400),
    /** The name does not have 1 to 100 code points, or has a control character. */
    INVALID_NAME(400),
    /** A setting of a policy has an invalid value; the sentence begins with its name. */
    INVALID_POLICY(400),
    /** The lifetime is not a duration such as {@code 90d}, or longer than 100 years. */
    INVALID_EXPIRY(400),
    /** The realm requires that tokens expire, and the request has no lifetime. */
    EXPIRY_REQUIRED(400),
    /** The lifetime is longer than the realm allows. */
    EXPIRY_TOO_LONG(400),
    /** The profile is not a slug, or not on the realm's list. */
    INVALID_PROFILE(400),
    /** A scope is not an optional client scope of the token client. */
    INVALID_SCOPE(400),
    /** A role does not exist, or is not one that the owner's tokens can have. */
    INVALID_ROLE(400),
    /** A client does not exist, or is not one that may accept the owner's tokens. */
    INVALID_AUDIENCE(400),
    /** The realm requires that the roles of a token are chosen, and the request chooses none. */
    ROLES_REQUIRED(400),
    /** The bearer token is missing or not valid. */
    UNAUTHORIZED(401),
    /** An API token was sent, but a JWT is required. */
    JWT_REQUIRED(403),
    /** The JWT was issued to a client that may not manage tokens. */
    CLIENT_NOT_ALLOWED(403),
    /** The JWT does not belong to a live login session of the user. */
    SESSION_NOT_ALLOWED(403),
    /** The login is older than the realm allows. */
    RECENT_LOGIN_REQUIRED(403),
    /** The JWT lacks the audience or role of the account API. */
    FORBIDDEN(403),
    /** The token does not exist, or has another owner. */
    TOKEN_NOT_FOUND(404),
    /** The user of an administrator's filter does not exist. */
    USER_NOT_FOUND(404),
    /** The realm has not enabled API tokens. */
    API_TOKENS_DISABLED(404),
    /** The owner has as many live tokens as the realm allows. */
    TOKEN_LIMIT_REACHED(409),
    /** The owner has a live token of that name. */
    TOKEN_NAME_EXISTS(409),
    /** The token has expired, an overlap of two secrets is running, or another request rotated it. */
    ROTATION_CONFLICT(409),
    /** The policy is not the one any more that the request was made for. */
    POLICY_CHANGED(409),
    /** The body is too large. */
    PAYLOAD_TOO_LARGE(413),
    /** Too many leak reports came from one address. */
    TOO_MANY_REQUESTS(429),
    /** The body is not {@code application/json}. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The database or a user storage is not available; a later try may succeed. */
    SERVICE_UNAVAILABLE(503),
    /** The server failed. */
    INTERNAL_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}
