package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names can be seen, and told apart: by Unicode's case folding, compatibility characters and default ignorables. */
@ContractTest
class AlikeNamesIT {

    /** Full-width letters, whose key was another one while names were folded by case alone. */
    private static final String WIDE = "\uff23\uff29";

    private static final List<String> ALIKE = List.of("ci", "CI", WIDE, "c\u200bi", "ci\u00ad", "\u3164ci", "ci\ufe0f");

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u2800", "\u3164", "\u00ad\u2060", "\ufe0f", "\u00a0", "\u0301", "\udb40\udc69"})
    void invisibleNameIsRejected(String name, TestRealm realm) {
        create(realm, name)
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_NAME"))
                .body("error_description", equalTo("The name has no visible character. Choose another name."));
        assertThat(realm.table().rows()).isZero();
    }

    @Test
    void nameThatLooksLikeAnotherIsRejected(TestRealm realm) {
        create(realm, "ci").then().statusCode(201);

        for (String name : ALIKE) {
            create(realm, name).then().statusCode(409).body("error", equalTo("TOKEN_NAME_EXISTS"));
        }
        assertThat(realm.table().rows()).isEqualTo(1);
        create(realm, "ci-2").then().statusCode(201);
    }

    @Test
    void oneOfAlikeNamesIsGivenUnderParallelCreations(TestRealm realm) throws Exception {
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(28, i -> realm.create(jwt, body(ALIKE.get(i % ALIKE.size()))));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
    }

    /** As rows have it that an earlier release wrote. */
    @Test
    void rowWithKeyOfCaseFoldingAloneBlocksItsName(TestRealm realm) {
        TestRealm.Token old = olderToken(realm, WIDE);

        create(realm, "ci").then().statusCode(409).body("error", equalTo("TOKEN_NAME_EXISTS"));

        TestRealm.Token rotated = realm.rotated(old, "{}");
        realm.assertActive(realm.introspect(rotated.secret()));
        realm.revoke(rotated);
        create(realm, "ci").then().statusCode(201);
    }

    @Test
    void olderTokensThatLookAlikeAreValid(TestRealm realm) {
        TestRealm.Token wide = olderToken(realm, WIDE);
        TestRealm.Token narrow = realm.createToken("alice", body("other"));
        write(narrow, "ci");

        realm.assertActive(realm.introspect(wide.secret()));
        realm.assertActive(realm.introspect(narrow.secret()));
        assertThat(Http.withBearer(realm.login("alice"))
                        .get(realm.apiTokens())
                        .jsonPath()
                        .getList("name"))
                .containsExactlyInAnyOrder(WIDE, "ci");
        realm.revoke(narrow);
        realm.assertRejected(realm.introspect(narrow.secret()));
        realm.assertActive(realm.introspect(wide.secret()));
    }

    @Test
    void administratorsFindNameAsItIsCompared(TestRealm realm) {
        TestRealm.Token old = olderToken(realm, WIDE);
        TestRealm.Token revoked = realm.createToken("bob", body("c\u200bi"));
        realm.revoke("bob", revoked);

        assertThat(found(realm, WIDE, "live")).containsExactly(old.id());
        assertThat(found(realm, WIDE.toLowerCase(Locale.ROOT), "live")).containsExactly(old.id());
        assertThat(found(realm, "CI", "revoked")).containsExactly(revoked.id());
        assertThat(found(realm, WIDE, "revoked")).containsExactly(revoked.id());
    }

    private static List<String> found(TestRealm realm, String name, String state) {
        return Admin.request()
                .urlEncodingEnabled(true)
                .queryParams(Map.of("name", name, "state", state))
                .get("/admin/realms/" + realm.name() + "/api-tokens")
                .jsonPath()
                .getList("id");
    }

    private static TestRealm.Token olderToken(TestRealm realm, String name) {
        TestRealm.Token token = realm.createToken("alice", body("x" + name));
        write(token, name);
        return token;
    }

    private static void write(TestRealm.Token token, String name) {
        String key = sha256(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        KeycloakServer.get()
                .database()
                .update(
                        "update MYC_API_TOKEN set NAME = ?, NAME_KEY = ?, SEARCH_KEY = ? where ID = ?",
                        name,
                        key,
                        key,
                        token.id());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response create(TestRealm realm, String name) {
        return realm.create(realm.login("alice"), body(name));
    }

    private static String body(String name) {
        return "{\"name\":\"" + name + "\"}";
    }
}
