package io.mycli.keycloak.apitoken.http;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.representation.ErrorRepresentation;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** Answers of the REST APIs: JSON that no cache may keep. */
public final class Responses {

    private static final String OPEN_API = "/META-INF/api-token-openapi.yaml";

    /** RFC 9512. */
    private static final MediaType YAML = new MediaType("application", "yaml");

    private Responses() {}

    /** Returns 200 with a body. */
    public static Response ok(Object entity) {
        return json(Response.ok(), entity);
    }

    /** Returns an answer with a body. */
    public static Response json(Response.ResponseBuilder answer, Object entity) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(noStore)
                .entity(entity)
                .build();
    }

    /** Returns 200 with the OpenAPI description of both REST APIs. */
    public static Response openApi() {
        return Response.ok(Responses.class.getResourceAsStream(OPEN_API), YAML).build();
    }

    /** Answers a call; what it throws becomes the body of an error. */
    public static Response of(KeycloakSession session, Supplier<Response> call) {
        try {
            return call.get();
        } catch (ApiTokenException e) {
            return error(e, session);
        } catch (RuntimeException e) {
            return Failures.answer(e, session);
        }
    }

    /** Returns the answer to a rejected request, with the challenge or the time to wait that its code has. */
    public static Response error(ApiTokenException rejection, KeycloakSession session) {
        Response.ResponseBuilder answer = Response.status(rejection.code().status());
        switch (rejection.code()) {
            case UNAUTHORIZED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case RECENT_LOGIN_REQUIRED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, stepUp(session));
            case TOO_MANY_REQUESTS -> answer.header(HttpHeaders.RETRY_AFTER, 60);
            case SERVICE_UNAVAILABLE -> Failures.retryLater(answer);
            default -> {
                // no header
            }
        }
        return json(answer, toRepresentation(rejection));
    }

    private static ErrorRepresentation toRepresentation(ApiTokenException rejection) {
        List<ErrorRepresentation.Member> members = rejection.all().stream()
                .map(it -> new ErrorRepresentation.Member(it.field(), it.code().name(), it.description()))
                .toList();
        return new ErrorRepresentation(
                rejection.code().name(),
                rejection.description(),
                rejection.field(),
                members.size() > 1 ? members : null);
    }

    /** Returns the step-up challenge of RFC 9470 section 3. */
    private static String stepUp(KeycloakSession session) {
        ApiTokenPolicy policy = ApiTokenPolicy.of(session.getContext().getRealm());
        return "Bearer error=\"insufficient_user_authentication\", max_age=\""
                + policy.recentLogin().map(Duration::toSeconds).orElse(0L) + "\"";
    }
}
