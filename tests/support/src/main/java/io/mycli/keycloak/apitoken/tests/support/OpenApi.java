package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.restassured.response.Response;
import java.net.URI;
import java.util.regex.Pattern;

/** The description that the server serves of its administrators' API. Every answer of that API is held against it. */
final class OpenApi {

    static final String FILE = "/api-tokens/openapi.yaml";

    private static final Pattern PATH = Pattern.compile("/admin/realms/[^/]+/api-tokens(/.*)?");

    private static OpenApi served;

    private final OpenApiInteractionValidator validator;

    private OpenApi(String yaml) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(yaml)
                // Tests send what is wrong on purpose, and ask for what there is not.
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    static boolean describes(String uri) {
        String path = URI.create(uri).getRawPath();
        return PATH.matcher(path).matches() && !path.endsWith(FILE);
    }

    static synchronized OpenApi served() {
        if (served == null) {
            served = new OpenApi(Admin.get("/master" + FILE).asString());
        }
        return served;
    }

    void requireAsDescribed(String method, String uri, Response response) {
        SimpleResponse.Builder answer =
                SimpleResponse.Builder.status(response.statusCode()).withBody(response.asString());
        if (response.contentType() != null && !response.contentType().isEmpty()) {
            answer.withContentType(response.contentType());
        }
        ValidationReport report = validator.validateResponse(
                URI.create(uri).getRawPath(), Request.Method.valueOf(method), answer.build());
        assertThat(report.getMessages())
                .as(method + " " + uri + ": " + response.statusCode() + " " + response.asString())
                .isEmpty();
    }
}
