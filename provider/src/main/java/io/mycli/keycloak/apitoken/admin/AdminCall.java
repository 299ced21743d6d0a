package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.http.Failures;
import io.mycli.keycloak.apitoken.http.Responses;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/** What a resource method does, and how a refusal on the way becomes its answer. */
@FunctionalInterface
interface AdminCall {

    Response run();

    static Response answer(KeycloakSession session, AdminCall call) {
        try {
            return call.run();
        } catch (ApiTokenException e) {
            return Responses.error(e);
        } catch (RuntimeException e) {
            return Failures.answer(e, session);
        }
    }
}
