package io.mycli.example.catalog;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A rejection as problem details (RFC 9457) with a {@code code}. It repeats nothing of the request. */
final class CatalogException extends ErrorResponseException {

    private CatalogException(HttpStatus status, String code, String detail) {
        super(status);
        setDetail(detail);
        getBody().setProperty("code", code);
    }

    static CatalogException invalidProfile() {
        return new CatalogException(
                HttpStatus.BAD_REQUEST,
                "INVALID_PROFILE",
                "The profile name is invalid. Use at most 63 lower-case letters, digits and single hyphens.");
    }

    static CatalogException noSubject() {
        return new CatalogException(
                HttpStatus.FORBIDDEN,
                "NO_SUBJECT",
                "The token has no subject. Give its client the scope \"basic\" in Keycloak.");
    }

    static CatalogException roleRequired(String role) {
        return new CatalogException(
                HttpStatus.FORBIDDEN,
                "ROLE_REQUIRED",
                "This requires the role " + role + " of the catalog. Use a login or a token that has it.");
    }

    static CatalogException libraryNotFound() {
        return new CatalogException(
                HttpStatus.NOT_FOUND,
                "LIBRARY_NOT_FOUND",
                "No library has this name. List them: GET /v1/libraries or \"my library list --available\".");
    }

    static CatalogException scriptNotFound() {
        return new CatalogException(
                HttpStatus.NOT_FOUND,
                "SCRIPT_NOT_FOUND",
                "No library has this script. Read the catalog again for its current sha256.");
    }
}
