package io.mycli.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Json;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creations with chosen roles and resource servers, at a server with prepared answers. */
final class RestrictedTokenTest {

    private static final String POLICY = """
            {"realmRoles":[{"name":"builder"}],"clientRoles":{"catalog-server":[{"name":"deployer"}]},
             "resourceServers":[{"clientId":"catalog-server"}]}
            """;

    private final List<Request> requests = new ArrayList<>();
    private int policyStatus = 200;
    private int status = 201;
    private String answer = """
            {"name":"ci","token":"myc_1"}""";

    private final ApiTokens tokens = new ApiTokens(ServerUrl.ofIssuer("https://h/realms/demo"), request -> {
        Request sent = request.apply("login");
        requests.add(sent);
        boolean policy = sent.uri().getPath().endsWith("/policy");
        return new ServerResponse(
                sent.uri(), policy ? policyStatus : status, Map.of(), policy ? POLICY : answer.replace('\'', '"'));
    });

    @Test
    void nothingChosenSendsNoMembers() {
        create(null, null);

        assertThat(requests).singleElement().extracting(Request::body).isEqualTo("""
                {"name":"ci"}""");
    }

    @Test
    void noRolesSendsEmptyMembers() {
        create(List.of(), null);

        assertThat(requests).singleElement().extracting(Request::body).isEqualTo("""
                        {"name":"ci","realmRoles":[],"clientRoles":{}}""");
    }

    @Test
    void realmRoleNeedsNoPolicy() {
        create(List.of("builder", "builder"), List.of("catalog-server", "catalog-server"));

        assertThat(requests)
                .singleElement()
                .extracting(Request::body)
                .isEqualTo("{\"name\":\"ci\",\"realmRoles\":[\"builder\"],\"clientRoles\":{},"
                        + "\"audience\":[\"catalog-server\"]}");
    }

    @Test
    void slashIsReadWithThePolicy() {
        create(List.of("catalog-server/deployer", "catalog-server/x", "team/lead"), null);

        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).body())
                .isEqualTo("{\"name\":\"ci\",\"realmRoles\":[\"team/lead\"],"
                        + "\"clientRoles\":{\"catalog-server\":[\"deployer\",\"x\"]}}");
    }

    @Test
    void wrongValuesAreNamedWithTheChoices() {
        reject(error("realmRoles", "INVALID_ROLE", "x is not available.")
                + "," + error("clientRoles", "INVALID_ROLE", "y is not available.")
                + "," + error("audience", "INVALID_AUDIENCE", "z is not available.")
                + "," + error("expiresIn", "INVALID_EXPIRY", "The lifetime is invalid."));

        assertThatThrownBy(() -> create(List.of("builder", "x", "catalog-server/y"), List.of("z")))
                .isInstanceOfSatisfying(CliException.class, failure -> {
                    assertThat(failure).hasMessage("""
                                    INVALID_ROLE: --role: Not available: x, catalog-server/y.
                                    INVALID_AUDIENCE: --audience: Not available: z.
                                    INVALID_EXPIRY: --expires-in: The lifetime is invalid.""");
                    assertThat(failure.hint()).hasValue("""
                                    Roles to choose from: builder, catalog-server/deployer
                                    Resource servers to choose from: catalog-server""");
                });
    }

    @Test
    void valueOfThePolicyHasTheSentenceOfTheServer() {
        reject(error("realmRoles", "INVALID_ROLE", "Gone.") + ",{'field':'name','code':'N'}");

        assertThatThrownBy(() -> create(List.of("builder"), null)).hasMessage("INVALID_ROLE: --role: Gone.\nN: NAME");
    }

    @Test
    void fullAccessThatIsForbiddenNamesTheOptions() {
        status = 400;
        answer = "{'error':'ROLES_REQUIRED','error_description':'No.','field':'realmRoles'}";

        assertThatThrownBy(() -> create(null, null)).isInstanceOfSatisfying(CliException.class, failure -> {
            assertThat(failure).hasMessage("ROLES_REQUIRED: --role: Choose roles with --role, or --no-roles.");
            assertThat(failure.hint()).hasValue("Roles to choose from: builder, catalog-server/deployer");
        });
    }

    @Test
    void policyThatCannotBeReadLeavesTheServersSentence() {
        policyStatus = 503;
        status = 400;
        answer = "{'error':'INVALID_ROLE','error_description':'No.','field':'realmRoles'}";

        assertThatThrownBy(() -> create(List.of("x"), null)).hasMessage("INVALID_ROLE: --role: No.");
    }

    @Test
    void secretIsNotRepeated() {
        status = 400;
        answer = "{'error':'INVALID_ROLE','error_description':'No.','field':'realmRoles'}";

        assertThatThrownBy(() -> create(List.of("myc_0123456789abcdef0123456789abcdef012345672a342d20"), null))
                .message()
                .contains("myc_012345...")
                .doesNotContain("myc_0123456");
    }

    @Test
    void shownWithItsRoles() {
        ApiToken full = ApiToken.of(new JsonObject());
        ApiToken none = token("""
                {"realmRoles":[],"clientRoles":{},"audience":null}""");
        ApiToken some = token("""
                        {"realmRoles":["builder"],"clientRoles":{"a":["b","c"]},"audience":["a"],"scope":1}""");

        assertThat(full.roles()).isEmpty();
        assertThat(none.roles()).hasValue(List.of());
        assertThat(none.audience()).isEmpty();
        assertThat(some.roles()).hasValue(List.of("builder", "a/b", "a/c"));
        assertThat(some.audience()).hasValue(List.of("a"));
        assertThat(some.toJson().toString())
                .contains("\"scope\":null,\"realmRoles\":[\"builder\"],\"clientRoles\":{\"a\":[\"b\",\"c\"]},"
                        + "\"audience\":[\"a\"],\"createdAt\":null");
    }

    private static ApiToken token(String json) {
        return ApiToken.of(Json.object(json));
    }

    private void create(List<String> roles, List<String> audience) {
        JsonObject request = new JsonObject();
        request.addProperty("name", "ci");
        tokens.create(request, new RequestedAccess(roles, audience));
    }

    private void reject(String errors) {
        status = 400;
        answer = "{'error':'INVALID_ROLE','error_description':'-','field':'-','errors':[" + errors + "]}";
    }

    private static String error(String field, String code, String description) {
        return "{'field':'" + field + "','code':'" + code + "','description':'" + description + "'}";
    }
}
