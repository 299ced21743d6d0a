package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description that the server serves of both REST APIs. Each answer of these is held against it: status, headers and
 * body. Requests are not, because tests send wrong ones on purpose.
 */
public final class OpenApi {

    /** The one call that is not held against the description, because it reads it. */
    private static final String FILE = "/master/api-tokens/openapi.yaml";

    private static final Pattern PATH =
            Pattern.compile("(?:https?://[^/]+)?((?:/admin)?/realms/[^/?#]+/api-tokens(?:/[^?#]*)?)(?:[?#].*)?");

    /** Others have no operation: a preflight, which Keycloak answers for us, and those that JAX-RS rejects. */
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /**
     * Of answers that Keycloak or its HTTP server gives before it calls us, and that have no code of ours: to malformed or
     * too long requests, for unknown realms and paths, for methods that a path does not have, and after failures of
     * Keycloak. 401 and 403 at the administrators' API are Keycloak's, too, but described.
     */
    private static final Set<Integer> BEFORE_OURS = Set.of(400, 404, 405, 414, 431, 500);

    private static final Pattern CODE = Pattern.compile("\"error\" ?: ?\"[A-Z_]+\"");

    /** Where no operation is described, the realm or the content type may be rejected first, and nothing else may happen. */
    private static final Set<String> NO_OPERATION =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    private static OpenApi served;

    /** Whether the server may be of a release that describes nothing. */
    private static final boolean UNCHECKED = Boolean.getBoolean("openapi.unchecked");

    private final OpenApiInteractionValidator validator;

    private OpenApi(String yaml) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(yaml)
                .withLevelResolver(levels().build())
                .build();
    }

    private static LevelResolver.Builder levels() {
        LevelResolver.Builder levels =
                LevelResolver.create().withLevel("validation.request", ValidationReport.Level.IGNORE);
        NO_OPERATION.forEach(key -> levels.withLevel(key, ValidationReport.Level.ERROR));
        return levels;
    }

    /** Read once, from the first server that is asked. */
    private static synchronized OpenApi served() {
        if (served == null) {
            served = new OpenApi(Admin.get(FILE).asString());
        }
        return served;
    }

    /**
     * Fails if an answer is not as described.
     *
     * @param target URI or path; that of another API is ignored
     */
    public static void requireAsDescribed(
            String method, String target, int status, Map<String, List<String>> headers, String body) {
        Matcher path = PATH.matcher(target);
        if (!path.matches()
                || path.group(1).endsWith(FILE)
                || !METHODS.contains(method)
                || UNCHECKED
                || (BEFORE_OURS.contains(status) && !CODE.matcher(body).find())) {
            return;
        }
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(status).withBody(body);
        headers.forEach(answer::withHeader);
        ValidationReport report =
                served().validator.validateResponse(path.group(1), Request.Method.valueOf(method), answer.build());
        assertThat(report.getMessages())
                .filteredOn(message -> status < 400 || !NO_OPERATION.contains(message.getKey()))
                .as("%s %s: %d %s", method, target, status, status < 300 ? "" : body)
                .isEmpty();
    }
}
