package io.mycli.example.catalog;

import org.springframework.http.HttpStatus;

/** A request that this server understands and does not grant. None of them repeats what was sent. */
final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final String code;

    private Refusal(HttpStatus status, String code, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
    }

    static Refusal invalidProfile() {
        return new Refusal(
                HttpStatus.BAD_REQUEST,
                "INVALID_PROFILE",
                "Name a profile of lower-case letters, digits and single hyphens between them, 63 characters at most.");
    }

    static Refusal noSubject() {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "NO_SUBJECT",
                "The token does not say whose it is: give its client the scope \"basic\" in Keycloak.");
    }

    static Refusal libraryNotFound() {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "LIBRARY_NOT_FOUND",
                "There is no library of this name: GET /v1/libraries, or \"my library list --available\","
                        + " lists what can be installed.");
    }

    static Refusal scriptNotFound() {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "SCRIPT_NOT_FOUND",
                "No published library has this script any more: read the catalog again for its present sha256.");
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
