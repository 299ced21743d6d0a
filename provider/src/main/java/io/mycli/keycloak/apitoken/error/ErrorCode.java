package io.mycli.keycloak.apitoken.error;

/** What can go wrong with a management request, in the words of the REST contract ({@code docs/api.md}). */
public enum ErrorCode {
    /** Not JSON, an unknown member, or a member of the wrong type. */
    INVALID_REQUEST(400),
    /** Not 1 to 100 code points, or a control character among them. */
    INVALID_NAME(400),
    /** A rule of a policy that makes no sense; the sentence begins with its name. */
    INVALID_POLICY(400),
    /** Not a duration such as {@code 90d}, or longer than 100 years. */
    INVALID_EXPIRY(400),
    /** The realm wants every token to expire and the request names no lifetime. */
    EXPIRY_REQUIRED(400),
    /** Longer than the realm allows. */
    EXPIRY_TOO_LONG(400),
    /** Not a slug, or not on the realm's list. */
    INVALID_PROFILE(400),
    /** Not an optional client scope of the token client. */
    INVALID_SCOPE(400),
    /** No bearer, or one that proves nothing. */
    UNAUTHORIZED(401),
    /** An API token was sent where only a JWT will do. */
    JWT_REQUIRED(403),
    /** The JWT was issued to a client that may not manage tokens. */
    CLIENT_NOT_ALLOWED(403),
    /** The JWT does not belong to a person's own live login session. */
    SESSION_NOT_ALLOWED(403),
    /** The login is older than the realm allows for this. */
    RECENT_LOGIN_REQUIRED(403),
    /** The JWT lacks the audience or role of the account API. */
    FORBIDDEN(403),
    /** No such token, or somebody else's. */
    TOKEN_NOT_FOUND(404),
    /** No user that an administrator's filter names. */
    USER_NOT_FOUND(404),
    /** The realm has not enabled API tokens. */
    API_TOKENS_DISABLED(404),
    /** The owner has as many live tokens as the realm allows. */
    TOKEN_LIMIT_REACHED(409),
    /** The owner has a live token of that name. */
    TOKEN_NAME_EXISTS(409),
    /** The token has expired, an overlap of two secrets goes on, or another request rotated it. */
    ROTATION_CONFLICT(409),
    /** The body is larger than this call takes. */
    PAYLOAD_TOO_LARGE(413),
    /** Too many reports of leaks from one address. */
    TOO_MANY_REQUESTS(429),
    /** The body is not {@code application/json}. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The database or a user storage is not available; the caller is not to blame, and may try again. */
    SERVICE_UNAVAILABLE(503),
    /** The server failed; the caller is not to blame. */
    INTERNAL_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }
}
