package io.mycli.keycloak.apitoken.http;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Outage;
import io.mycli.keycloak.apitoken.representation.ErrorRepresentation;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;

/**
 * The answers to failures of the server, which must not look like a rejected token or login: 503 if a later try may succeed,
 * else 500. Both are logged with their cause.
 */
public final class Failures {

    private static final Logger logger = Logger.getLogger(Failures.class);

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String LATER = "The server cannot answer at the moment. Try again later.";
    private static final String INTERNAL = "The server failed. See its log.";

    private Failures() {}

    /** Answers in the form of the REST APIs. An exception that has an answer of Keycloak is thrown again. */
    public static Response answer(RuntimeException failure, KeycloakSession session) {
        requireUnanswered(failure);
        session.getTransactionManager().setRollbackOnly();
        boolean isTemporary = logged(failure);
        return Responses.error(
                new ApiTokenException(
                        isTemporary ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.INTERNAL_ERROR,
                        isTemporary ? LATER : INTERNAL),
                session);
    }

    /**
     * Answers at an endpoint of OAuth, with the codes of RFC 6749, section 4.1.2.1. The event goes into the transaction of
     * the request, which has no other change. It is lost only if the database failed.
     */
    public static Response oauth(RuntimeException failure, KeycloakSession session, EventBuilder event) {
        requireUnanswered(failure);
        boolean isTemporary = logged(failure);
        String error = isTemporary ? OAuthErrorException.TEMPORARILY_UNAVAILABLE : OAuthErrorException.SERVER_ERROR;
        if (Outage.isOfDatabase(failure)) {
            session.getTransactionManager().setRollbackOnly();
        } else {
            event.detail(Details.REASON, "The server failed, so the token could not be checked")
                    .storeImmediately(false)
                    .error(error);
        }
        return Responses.json(
                isTemporary ? retryLater(Response.status(503)) : Response.status(500),
                new ErrorRepresentation(error, isTemporary ? LATER : INTERNAL));
    }

    static Response.ResponseBuilder retryLater(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static void requireUnanswered(RuntimeException failure) {
        if (failure instanceof WebApplicationException) {
            throw failure;
        }
    }

    private static boolean logged(RuntimeException failure) {
        boolean isTemporary = Outage.isCauseOf(failure);
        if (isTemporary) {
            logger.warnf(failure, "A request failed: the database or a user storage is not available. Check both");
        } else {
            logger.errorf(failure, "A request failed");
        }
        return isTemporary;
    }
}
