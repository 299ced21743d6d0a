package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@ContractTest
class TokenLimitIT {

    private static final int PARALLEL = 50;

    @Test
    void eleventhTokenIsRejected(TestRealm realm) {
        String jwt = realm.login("alice");
        for (int i = 0; i < 10; i++) {
            realm.create(jwt, named(i)).then().statusCode(201);
        }

        realm.create(jwt, named(10)).then().statusCode(409).body("error", equalTo("TOKEN_LIMIT_REACHED"));
        realm.create(realm.login("bob"), named(10)).then().statusCode(201);
    }

    @Test
    void expiredTokenNeitherCountsNorBlocksItsName(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "1");
        TestRealm.Token expired = realm.createToken();
        realm.table().age(expired, "EXPIRES_AT", 1);

        TestRealm.Token successor = realm.createToken();

        assertThat(successor.id()).isNotEqualTo(expired.id());
        realm.assertRejected(realm.introspect(expired.secret()));
    }

    @Test
    void loweredLimitIsExceededByNobody(TestRealm realm) {
        String jwt = realm.login("alice");
        for (int i = 0; i < 3; i++) {
            realm.create(jwt, named(i)).then().statusCode(201);
        }
        realm.setAttribute("api-tokens.max-per-user", "2");

        realm.create(jwt, named(3)).then().statusCode(409).body("error", equalTo("TOKEN_LIMIT_REACHED"));
    }

    @Test
    void hugeLimitIsNoBurden(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "999999999");
        String jwt = realm.login("alice");

        for (int i = 0; i < 20; i++) {
            realm.create(jwt, named(i)).then().statusCode(201);
        }
    }

    @RepeatedTest(3)
    void holdsUnderParallelCreations(TestRealm realm) throws Exception {
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(PARALLEL, i -> realm.create(jwt, named(i)));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(answer.<String>path("error")).isEqualTo("TOKEN_LIMIT_REACHED");
                });
        assertThat(realm.table().rows()).isEqualTo(10);
    }

    @Test
    void holdsUnderParallelCreationsAndRevocations(TestRealm realm) throws Exception {
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(PARALLEL, i -> {
            Response created = realm.create(jwt, named(i));
            return created.statusCode() == 201 && i % 2 == 0
                    ? Http.withBearer(jwt).delete(realm.apiTokens() + "/" + created.path("id"))
                    : created;
        });

        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 204, 409);
        assertThat(Http.withBearer(jwt).get(realm.apiTokens()).jsonPath().getList("$"))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void oneNameIsGivenOnceUnderParallelCreations(TestRealm realm) throws Exception {
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(PARALLEL, i -> realm.create(jwt, """
                {"name":"same"}"""));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
                .allSatisfy(answer -> assertThat(answer.<String>path("error")).isEqualTo("TOKEN_NAME_EXISTS"));
    }

    @Test
    void oneRevocationOfManySucceeds(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        List<Response> answers =
                Parallel.requests(PARALLEL, i -> Http.withBearer(jwt).delete(realm.apiTokens() + "/" + token.id()));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(204, 404)
                .containsOnlyOnce(204);
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(1);
    }

    private static String named(int number) {
        return "{\"name\":\"token-" + number + "\"}";
    }
}
