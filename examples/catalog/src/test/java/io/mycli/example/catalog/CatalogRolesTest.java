package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The roles of the catalog's client, which JWTs and API tokens have in the same claim. */
class CatalogRolesTest extends CatalogTest {

    @ParameterizedTest
    @MethodSource("bearers")
    void deployerFetchesScripts(String prefix) {
        String bearer = bearer(prefix, FakeKeycloak.roles("deployer"));
        String sha256 = install("kubernetes", KEYCLOAK.jwt(alice))
                .json()
                .at("/library/commands/0/sha256")
                .stringValue();

        assertThat(get("/v1/scripts/" + sha256, bearer).status()).isEqualTo(200);
        assertProblem(install("terraform", bearer), 403, "ROLE_REQUIRED");
        assertThat(get("/v1/catalog", KEYCLOAK.jwt(alice)).body()).doesNotContain("terraform");
    }

    @ParameterizedTest
    @MethodSource("bearers")
    void editorAddsLibraries(String prefix) {
        String bearer = bearer(prefix, FakeKeycloak.roles("editor"));

        assertThat(install("kubernetes", bearer).status()).isEqualTo(201);
        assertProblem(get("/v1/scripts/unknown", bearer), 403, "ROLE_REQUIRED");
    }

    @ParameterizedTest
    @MethodSource("bearers")
    void noRoleReads(String prefix) {
        String bearer = bearer(prefix, Map.of());

        assertThat(get("/v1/catalog", bearer).status()).isEqualTo(200);
        assertThat(get("/v1/libraries", bearer).status()).isEqualTo(200);
        assertThat(get("/v1/me", bearer).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void otherClaimsGiveNoRole(Map<String, Object> claims) {
        Answer answer = install("kubernetes", bearer("myc_", claims));

        assertProblem(answer, 403, "ROLE_REQUIRED");
        assertThat(answer.body()).contains("editor");
    }

    @Test
    void roleIsRequiredBeforeAnythingElse() {
        assertProblem(install("unknown?profile=No%20Slug", bearer("myc_", Map.of())), 403, "ROLE_REQUIRED");
    }

    static Stream<String> bearers() {
        return Stream.of("jwt-", "myc_");
    }

    static Stream<Map<String, Object>> claims() {
        return Stream.of(
                Map.of(),
                Map.of("realm_access", Map.of("roles", List.of("editor"))),
                Map.of("scope", "editor", "roles", List.of("editor")),
                Map.of("resource_access", Map.of("other-server", Map.of("roles", List.of("editor")))),
                Map.of("resource_access", Map.of("catalog-server", Map.of("roles", "editor"))),
                Map.of("resource_access", Map.of("catalog-server", List.of("editor"))),
                Map.of("resource_access", List.of("catalog-server")),
                FakeKeycloak.roles("Editor", "editors"));
    }

    private String bearer(String prefix, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", alice);
        all.put("token_name", "ci-deploy");
        if (prefix.equals("jwt-")) {
            all.remove("token_name");
        }
        return KEYCLOAK.token(prefix, all);
    }
}
