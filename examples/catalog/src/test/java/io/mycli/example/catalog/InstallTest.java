package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InstallTest extends CatalogTest {

    @Test
    void newProfileIsEmpty() {
        Answer answer = get("/v1/catalog", KEYCLOAK.jwt(alice));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("""
                {"profile":"default","libraries":[]}""");
    }

    @Test
    void installReturnsScripts() throws Exception {
        Answer answer = install("kubernetes", KEYCLOAK.jwt(alice));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("profile").stringValue()).isEqualTo("default");
        JsonNode library = answer.json().get("library");
        assertThat(library.propertyNames()).containsExactly("name", "version", "description", "commands");
        assertThat(library.get("version").stringValue()).isEqualTo("1.4.0");
        JsonNode deploy = library.get("commands").get(0);
        assertThat(deploy.propertyNames()).containsExactly("name", "description", "sha256", "script");
        byte[] script = deploy.get("script").stringValue().getBytes(UTF_8);
        assertThat(deploy.get("sha256").stringValue())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(script)));
    }

    @Test
    void secondInstallReturnsSameBody() {
        String jwt = KEYCLOAK.jwt(alice);
        Answer added = install("kubernetes", jwt);
        Answer again = install("kubernetes", jwt);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(added.body());
    }

    @Test
    void parallelInstallsAddOnce() {
        String jwt = KEYCLOAK.jwt(alice);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Answer>> requests = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> install("postgres", jwt), threads))
                    .limit(32)
                    .toList();
            assertThat(requests.stream().map(CompletableFuture::join).map(Answer::status))
                    .containsOnly(200, 201)
                    .containsOnlyOnce(201);
        } finally {
            threads.shutdown();
        }
        assertThat(namesOf(get("/v1/catalog", jwt))).containsExactly("postgres");
    }

    @Test
    void catalogIsSortedWithoutScripts() {
        String jwt = KEYCLOAK.jwt(alice);
        install("terraform", jwt);
        install("kubernetes", jwt);
        Answer answer = get("/v1/catalog", jwt);
        assertThat(namesOf(answer)).containsExactly("kubernetes", "terraform");
        assertThat(answer.json().at("/libraries/0/commands/0").propertyNames())
                .containsExactly("name", "description", "sha256");
    }

    @Test
    void unknownLibraryIsNotFound() {
        Answer answer = send("PUT", "/v1/catalog/libraries/unknown", KEYCLOAK.jwt(alice), "Accept", "application/json");
        assertProblem(answer, 404, "LIBRARY_NOT_FOUND");
        assertThat(answer.body()).contains("GET /v1/libraries", "my library list --available");
    }

    @Nested
    class Profiles {

        @Test
        void profilesOfOneUserAreSeparate() {
            String jwt = KEYCLOAK.jwt(alice);
            install("kubernetes?profile=team-a", jwt);
            assertThat(namesOf(get("/v1/catalog?profile=team-a", jwt))).containsExactly("kubernetes");
            assertThat(namesOf(get("/v1/catalog", jwt))).isEmpty();
        }

        @Test
        void sameNameOfTwoUsersIsSeparate() {
            install("kubernetes?profile=team-a", KEYCLOAK.jwt(alice));
            assertThat(namesOf(get("/v1/catalog?profile=team-a", KEYCLOAK.jwt(bob))))
                    .isEmpty();
        }

        @Test
        void bearersOfOneUserShareProfile() {
            install("kubernetes?profile=team-a", KEYCLOAK.jwt(alice));
            String token = KEYCLOAK.apiToken(alice, Map.of("token_profile", "team-a"));
            assertThat(namesOf(get("/v1/catalog", token))).containsExactly("kubernetes");
        }

        @Test
        void tokenReadsOnlyItsProfile() {
            Answer answer =
                    get("/v1/catalog?profile=team-b", KEYCLOAK.apiToken(alice, Map.of("token_profile", "team-a")));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("profile").stringValue()).isEqualTo("team-a");
        }

        @Test
        void tokenInstallsOnlyIntoItsProfile() {
            Answer answer =
                    install("kubernetes?profile=team-b", KEYCLOAK.apiToken(alice, Map.of("token_profile", "team-a")));
            assertThat(answer.json().get("profile").stringValue()).isEqualTo("team-a");
            String jwt = KEYCLOAK.jwt(alice);
            assertThat(namesOf(get("/v1/catalog?profile=team-a", jwt))).containsExactly("kubernetes");
            assertThat(namesOf(get("/v1/catalog?profile=team-b", jwt))).isEmpty();
        }

        @Test
        void tokenWithoutProfileNamesOne() {
            Answer answer = get("/v1/catalog?profile=team-b", KEYCLOAK.apiToken(alice, Map.of()));
            assertThat(answer.json().get("profile").stringValue()).isEqualTo("team-b");
        }

        @Test
        void invalidProfileIsRejectedByCatalog() {
            assertProblem(get("/v1/catalog?profile=Team", KEYCLOAK.jwt(alice)), 400, "INVALID_PROFILE");
        }

        @Test
        void invalidProfileIsRejectedByInstall() {
            assertProblem(install("kubernetes?profile=", KEYCLOAK.jwt(alice)), 400, "INVALID_PROFILE");
        }
    }

    private static List<String> namesOf(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json()
                .get("libraries")
                .valueStream()
                .map(library -> library.get("name").stringValue())
                .toList();
    }
}
