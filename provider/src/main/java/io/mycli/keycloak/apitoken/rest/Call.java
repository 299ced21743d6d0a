package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Failures;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What a resource method does, and how a refusal on the way becomes its answer. */
@FunctionalInterface
interface Call {

    Response run();

    static Response answer(Call call, KeycloakSession session, ApiTokenPolicy policy) {
        try {
            requireRealm(session);
            return call.run();
        } catch (ApiTokenException e) {
            return Responses.error(e, policy);
        } catch (RuntimeException e) {
            return Failures.answer(e, session);
        }
    }

    /** Keycloak checks neither of these for realm resources. */
    private static void requireRealm(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled()) {
            throw new ApiTokenException(ErrorCode.API_TOKENS_DISABLED, "This realm is not enabled.");
        }
        boolean https =
                "https".equals(session.getContext().getUri().getBaseUri().getScheme());
        if (!https && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            throw new ApiTokenException(ErrorCode.FORBIDDEN, "Use HTTPS.");
        }
    }
}
