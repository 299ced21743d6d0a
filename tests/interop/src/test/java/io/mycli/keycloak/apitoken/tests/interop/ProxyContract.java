package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** And what a proxy does that hands the claims to an application as headers. */
abstract class ProxyContract extends UncachedResourceServerContract {

    /** Other applications than nginx take some of these for {@code /deploy}. */
    private static final List<String> DEPLOY = List.of(
            "/deploy",
            "/Deploy",
            "/deploy/..",
            "/deploy/../deploy",
            "/x/..;/deploy",
            "/deploy;x",
            "/deploy.json",
            "//deploy",
            "/%64eploy",
            "/./deploy",
            "/x/%2e%2e/deploy");

    /** Starts one for an issuer. */
    abstract ResourceServer start(String issuer) throws IOException;

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return start(KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
    }

    @Test
    void callerCannotSendClaims(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        var answer = accepted(Http.withBearer(token.secret())
                .header("Claim-Username", "admin")
                .header("Claim_Username", "admin")
                .header("Claim.Username", "admin")
                .header("Claim~Username", "admin")
                .header("Claim-Token-Profile", "admin")
                .header("Claim-Roles", "deployer")
                .get(server.baseUrl() + "/catalog"));

        assertThat(server.seen(answer)).containsEntry("username", "alice").doesNotContainKeys("token_profile", "roles");
    }

    /** A proxy drops what this header names, and must not drop a limit. */
    @Test
    void callerCannotTakeClaimsAway(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"limited","profile":"team-a"}""");

        ResourceServer server = server(realm);
        String answer = RawHttp.get(
                server.baseUrl() + "/catalog",
                "Authorization: Bearer " + token.secret(),
                "Connection: close, Claim-Token-Profile");

        assertThat(answer)
                .satisfiesAnyOf(
                        text -> assertThat(text).startsWith("HTTP/1.1 400"),
                        text -> assertThat(text).contains("\"token_profile\":\"team-a\""));
    }

    @Test
    void roleIsRequiredHoweverThePathIsWritten(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        for (String path : DEPLOY) {
            HttpResponse<String> answer = raw(server, path, token);
            if (answer.statusCode() == 200) {
                assertThat(new JsonPath(answer.body()).getString("path"))
                        .as(path)
                        .doesNotContainIgnoringCase("deploy");
            } else {
                assertThat(answer.statusCode()).as(path).isIn(400, 403);
            }
        }
    }

    /** REST-assured would clean up the path. */
    private static HttpResponse<String> raw(ResourceServer server, String path, TestRealm.Token token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Authorization", "Bearer " + token.secret())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void personWithManyRoles(TestRealm realm) throws Exception {
        Roles roles = Roles.of(realm)
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
        for (int i = 0; i < 60; i++) {
            String role = "r".repeat(90) + i;
            roles.clientRole("catalog-server", role).giveClientRoles("alice", "catalog-server", role);
        }
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        accepted(server.deploy(token.secret()));
    }

    @Test
    void claimsAreEncoded(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"Z\u00FCrich \uD83D\uDE80"}""");

        ResourceServer server = server(realm);
        assertThat(server.seen(accepted(server.get(token.secret()))))
                .containsEntry("token_name", "Z%C3%BCrich%20%F0%9F%9A%80");
    }

    @Test
    void keycloakThatCannotAnswerIsNoRejection(TestRealm realm) throws IOException {
        TestRealm.Token token = realm.createToken();

        try (ResourceServer server = start(KeycloakServer.get().baseUrl() + "/realms/none")) {
            assertThat(server.get(token.secret()).statusCode()).isEqualTo(503);
        }
    }
}
