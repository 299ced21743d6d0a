package io.mycli.keycloak.apitoken.error;

/** A management request that is refused: a code for programs, and a sentence that says what to do. */
public final class ApiTokenException extends RuntimeException {

    private final ErrorCode code;

    /** @param description one sentence for the caller; never contains a secret */
    public ApiTokenException(ErrorCode code, String description) {
        super(description);
        this.code = code;
    }

    /** The code that the answer carries as {@code error}. */
    public ErrorCode code() {
        return code;
    }
}
