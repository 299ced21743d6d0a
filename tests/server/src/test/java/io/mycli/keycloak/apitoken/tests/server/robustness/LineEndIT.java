package io.mycli.keycloak.apitoken.tests.server.robustness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret from a file whose last line has an end, as {@code echo} writes it, at every entry point. */
@ContractTest
class LineEndIT {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void isNoPartOfSecret(String lineEnd, TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.enableExchange("catalog-server");
        realm.setAttribute("api-tokens.leak-reports", "true");

        realm.assertActive(realm.introspect(token.secret() + lineEnd));
        assertThat(realm.exchange("catalog-server", token.secret() + lineEnd).statusCode())
                .isEqualTo(200);
        Flows.create(realm, "grant").step("api-token", "REQUIRED").bindTo("directGrantFlow");
        assertThat(PasswordGrants.grant(realm, "alice", token.secret() + URLEncoder.encode(lineEnd, UTF_8))
                        .statusCode())
                .isEqualTo(200);
        post("/admin" + realm.apiTokens() + "/lookup", "{\"secret\":\"" + escaped(token.secret() + lineEnd) + "\"}")
                .body("id", equalTo(token.id()));
        post(realm.apiTokens() + "/leaked", "{\"tokens\":[\"" + escaped(token.secret() + lineEnd) + "\"]}")
                .statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
    }

    private static ValidatableResponse post(String path, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private static String escaped(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
