package io.mycli.keycloak.apitoken.tests.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.ServerLog;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API token where a Docker registry's client sends a password. */
@KeycloakTest
class DockerRegistryIT {

    @BeforeEach
    void bind(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"), Map.of("clientId", "registry", "protocol", "docker-v2", "enabled", true));
        Flows.create(realm, "docker-token")
                .step("api-token", "ALTERNATIVE")
                .step("docker-http-basic-authenticator", "ALTERNATIVE")
                .bindTo("dockerAuthenticationFlow");
    }

    @Test
    void takesTokenAsPassword(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response answer = docker(realm, "alice", token.secret());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Jwt.claims(answer.path("token"))).containsEntry("sub", "alice");
    }

    @Test
    void stillTakesPasswords(TestRealm realm) {
        assertThat(docker(realm, "alice", "alice").statusCode()).isEqualTo(200);
        assertThat(docker(realm, "alice", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void rejectsRevokedTokenInTheWordsOfTheProtocol(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);

        docker(realm, "alice", token.secret())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Basic realm=\"" + realm.name() + "\""))
                .body("errors[0].code", equalTo("UNAUTHORIZED"));
        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo("API token is revoked");
    }

    /** As {@code curl -u "$TOKEN:"} sends it, and others; Keycloak's own step would log it. */
    @ParameterizedTest
    @ValueSource(strings = {"%s:", "%s:x", "%s", "\"%s\":", " %s:alice", "%s:%1$s"})
    void rejectsSecretAsUsernameWithoutLoggingIt(String credentials, TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response answer = basic(realm, String.format(credentials, token.secret()), "alice");

        answer.then().statusCode(401).body("errors[0].code", equalTo("UNAUTHORIZED"));
        PasswordGrants.assertNamesNobody(realm);
        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo("The username contains an API token");
        ServerLog.requireNoNewSecret();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:\"%s\"", "alice: %s", "alice:Bearer %s"})
    void rejectsSpoiltTokenWithoutTryingItAsPassword(String credentials, TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        basic(realm, String.format(credentials, token.secret()), "alice").then().statusCode(401);

        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo("API token is malformed or its checksum is wrong");
    }

    /** RFC 7617 leaves the charset to the server; Keycloak's is UTF-8. */
    @Test
    void takesNamesBeyondAscii(TestRealm realm) {
        Admin.post(realm.adminPath("/users"), RealmTemplate.user(realm.name(), "jürgen"));
        TestRealm.Token token = realm.createNamed("jürgen", "registry");

        Response answer = docker(realm, "jürgen", token.secret());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Jwt.claims(answer.path("token"))).containsEntry("sub", "jürgen");
    }

    private static Response docker(TestRealm realm, String username, String password) {
        return basic(realm, username + ":" + password, username);
    }

    private static Response basic(TestRealm realm, String credentials, String account) {
        return Http.request()
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .queryParam("service", "registry")
                .queryParam("account", URLEncoder.encode(account, StandardCharsets.UTF_8))
                .queryParam("scope", "repository:team/app:pull")
                .get("/realms/" + realm.name() + "/protocol/docker-v2/auth");
    }
}
