package io.mycli.example.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Any error of this server, worded as OAuth words its own (RFC 6749 section 5.2). */
record ErrorRepresentation(
        String error, @JsonProperty("error_description") String description) {

    static ResponseEntity<Object> answer(Refusal refusal) {
        return answer(
                refusal.status(), HttpHeaders.EMPTY, new ErrorRepresentation(refusal.code(), refusal.getMessage()));
    }

    /** An error that has no code of its own: named after its status. */
    static ResponseEntity<Object> answer(HttpStatusCode code, HttpHeaders headers) {
        HttpStatus status = HttpStatus.valueOf(code.value());
        return answer(status, headers, of(status));
    }

    static ErrorRepresentation of(HttpStatus status) {
        return new ErrorRepresentation(status.name(), sentence(status));
    }

    /** In JSON, whatever the request would accept: an error in no format helps nobody. */
    static ResponseEntity<Object> answer(HttpStatus status, HttpHeaders headers, ErrorRepresentation body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this path: check it, all calls begin with /v1.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method: the header Allow names those it takes.";
            case NOT_ACCEPTABLE -> "This path answers in another format: leave the header Accept out.";
            default ->
                status.is5xxServerError()
                        ? "The catalog has an error of its own: try again later, its log says more."
                        : "The catalog does not take this request: correct it, trying again will not help.";
        };
    }
}
