package io.mycli.keycloak.apitoken.http;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.representation.ErrorRepresentation;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** How answers look: JSON that nobody on the way may keep. */
public final class Responses {

    private Responses() {}

    /** 200 with a body. */
    public static Response ok(Object entity) {
        return json(Response.ok(), entity);
    }

    /** Any answer with a body. */
    public static Response json(Response.ResponseBuilder answer, Object entity) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(noStore)
                .entity(entity)
                .build();
    }

    /** What a refusal looks like that needs no rules of a realm. */
    public static Response error(ApiTokenException refusal) {
        Response.ResponseBuilder answer = Response.status(refusal.code().status());
        return json(
                refusal.code() == ErrorCode.SERVICE_UNAVAILABLE ? Failures.retryLater(answer) : answer,
                represented(refusal));
    }

    private static ErrorRepresentation represented(ApiTokenException refusal) {
        List<ErrorRepresentation.Member> members = refusal.all().stream()
                .map(it -> new ErrorRepresentation.Member(it.field(), it.code().name(), it.getMessage()))
                .toList();
        return new ErrorRepresentation(
                refusal.code().name(), refusal.getMessage(), refusal.field(), members.size() > 1 ? members : null);
    }

    /** What a refusal looks like, in a realm with these rules. */
    public static Response error(ApiTokenException refusal, ApiTokenPolicy policy) {
        Response.ResponseBuilder answer = Response.status(refusal.code().status());
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (refusal.code() == ErrorCode.RECENT_LOGIN_REQUIRED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, stepUp(policy));
        } else if (refusal.code() == ErrorCode.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, 60);
        }
        return json(answer, represented(refusal));
    }

    /** RFC 9470 section 3. */
    private static String stepUp(ApiTokenPolicy policy) {
        return "Bearer error=\"insufficient_user_authentication\", max_age=\""
                + policy.recentLogin().map(Duration::toSeconds).orElse(0L) + "\"";
    }
}
