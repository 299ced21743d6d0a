package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;

/** The description of a token: one line that says what the token is for. */
public final class TokenDescription {

    /** The maximum length in code points. */
    public static final int MAX_CODE_POINTS = 500;

    private TokenDescription() {}

    /**
     * Trims and checks a description.
     *
     * @return empty for a blank text
     * @throws ApiTokenException {@link ErrorCode#INVALID_REQUEST}
     */
    public static String of(String text) {
        String description = text.strip();
        if (description.codePointCount(0, description.length()) > MAX_CODE_POINTS) {
            throw invalid("The description is too long. Send at most " + MAX_CODE_POINTS + " characters.");
        }
        if (description.codePoints().anyMatch(TokenName::isUnprintable)) {
            throw invalid("The description contains control characters. Send one line of text.");
        }
        return FoldedName.isVisible(description) ? description : "";
    }

    private static ApiTokenException invalid(String sentence) {
        return new ApiTokenException(ErrorCode.INVALID_REQUEST, sentence, "description");
    }
}
