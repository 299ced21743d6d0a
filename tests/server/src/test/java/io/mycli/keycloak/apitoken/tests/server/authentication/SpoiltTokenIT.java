package io.mycli.keycloak.apitoken.tests.server.authentication;

import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.countFailures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.failures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.grant;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejected;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejectedFor;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejectedForMisplacedSecret;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens that were spoilt on their way into a password, with Keycloak's password step as the alternative. */
@ContractTest
class SpoiltTokenIT {

    @BeforeEach
    void bind(TestRealm realm) {
        countFailures(realm);
        Flows flow = Flows.create(realm, "grant").step("api-token", "ALTERNATIVE");
        flow.subflow("passwords", "ALTERNATIVE")
                .step("direct-grant-validate-username", "REQUIRED")
                .step("direct-grant-validate-password", "REQUIRED");
        flow.bindTo("directGrantFlow");
    }

    @Test
    void isNeverTriedAsPassword(TestRealm realm) {
        String secret = Secrets.unknown();

        Stream.of(
                        "\"" + secret + "\"",
                        "'" + secret + "'",
                        " " + secret,
                        secret + " ",
                        secret + "\n\n",
                        "\ufeff" + secret,
                        "Bearer " + secret,
                        "token=" + secret,
                        secret.replace("_", "%5F"),
                        secret.toUpperCase(Locale.ROOT),
                        secret.substring(0, 30),
                        secret.substring(0, 20) + "\u200b" + secret.substring(20))
                .forEach(spoilt -> rejectedFor(
                        realm,
                        grant(realm, "alice", encoded(spoilt)),
                        "API token is malformed or its checksum is wrong"));

        rejected(grant(realm, "alice", "wrong"));
        Await.until("the wrong password is counted", () -> failures(realm) > 0);
        assertThat(failures(realm)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Myc_2026!", "mycastle", "myc-3f12c4d5e6f70819"})
    void passwordsAreTried(String password, TestRealm realm) {
        Admin.put(
                realm.adminPath("/users/" + realm.userId("alice") + "/reset-password"),
                Map.of("type", "password", "value", password));

        assertThat(grant(realm, "alice", password).statusCode()).isEqualTo(200);
    }

    @Test
    void secretAsUsernameIsNeitherLookedUpNorLogged(TestRealm realm) {
        String secret = Secrets.unknown();

        for (String password : new String[] {"", "x", "alice", secret}) {
            rejectedForMisplacedSecret(realm, grant(realm, secret, password), "The username contains an API token");
        }
        assertThat(failures(realm)).isZero();
    }

    @Test
    void tokenWithoutUsernameIsNobodys(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response answer = Http.request()
                .formParam("grant_type", "password")
                .formParam("client_id", "other-app")
                .formParam("password", token.secret())
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token");

        rejectedForMisplacedSecret(realm, answer, "User is not the owner of the API token");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
