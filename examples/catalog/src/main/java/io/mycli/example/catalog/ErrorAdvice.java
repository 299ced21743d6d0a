package io.mycli.example.catalog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.lang.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Makes answers of exceptions, so that each error has the same shape. */
@RestControllerAdvice
final class ErrorAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    @ExceptionHandler(Refusal.class)
    ResponseEntity<Object> refused(Refusal refusal) {
        return ErrorRepresentation.answer(refusal);
    }

    @ExceptionHandler(AuthenticationServiceException.class)
    ResponseEntity<Object> unavailable(AuthenticationServiceException e) {
        // Its kind only: the message may have what was answered, by whoever answered.
        log.warn(
                "Keycloak could not be asked about a token: {}",
                NestedExceptionUtils.getMostSpecificCause(e).getClass().getName());
        return ErrorRepresentation.answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                HttpHeaders.EMPTY,
                new ErrorRepresentation(
                        "INTROSPECTION_UNAVAILABLE",
                        "The catalog cannot ask Keycloak about the token: try again in a moment."));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception e) {
        log.error("A request failed", e);
        return ErrorRepresentation.answer(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ErrorRepresentation.answer(status, headers);
    }
}
