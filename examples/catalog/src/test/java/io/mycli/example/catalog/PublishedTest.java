package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PublishedTest extends CatalogTest {

    @Test
    void librariesAreSortedWithoutScripts() {
        Answer answer = get("/v1/libraries", KEYCLOAK.jwt(alice));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("libraries");
        assertThat(answer.json().at("/libraries/0/name").stringValue()).isEqualTo("kubernetes");
        assertThat(answer.json().at("/libraries/1/name").stringValue()).isEqualTo("postgres");
        assertThat(answer.json().at("/libraries/2/name").stringValue()).isEqualTo("terraform");
        assertThat(answer.body()).doesNotContain("\"script\"");
    }

    @Test
    void scriptIsText() {
        String jwt = KEYCLOAK.jwt(alice);
        JsonNode deploy = install("kubernetes", jwt).json().at("/library/commands/0");
        Answer answer = get("/v1/scripts/" + deploy.get("sha256").stringValue(), jwt);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(answer.body()).isEqualTo(deploy.get("script").stringValue());
    }

    @Test
    void scriptIsTextIfJsonIsAccepted() {
        String jwt = KEYCLOAK.jwt(alice);
        String sha256 = get("/v1/libraries", jwt)
                .json()
                .at("/libraries/0/commands/0/sha256")
                .stringValue();
        Answer answer = send("GET", "/v1/scripts/" + sha256, jwt, "Accept", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("#!/bin/sh");
    }

    @Test
    void unknownScriptIsNotFound() {
        assertProblem(get("/v1/scripts/" + "0".repeat(64), KEYCLOAK.jwt(alice)), 404, "SCRIPT_NOT_FOUND");
    }
}
