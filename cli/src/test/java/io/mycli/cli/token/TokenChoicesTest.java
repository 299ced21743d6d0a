package io.mycli.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class TokenChoicesTest {

    private final TokenChoices choices = choices("""
            {"realmRoles":[{"name":"builder"},{"name":"team/lead"},{"name":"catalog-server/reader"},{"name":"a/b"}],
             "clientRoles":{"catalog-server":[{"name":"deployer"},{"name":"ops/night"}],
                            "https://app.example":[{"name":"user"}],"a":[{"name":"b"}]},
             "resourceServers":[{"clientId":"catalog-server","name":"Catalog"}]}
            """);

    @Test
    void roleOfOfferedClient() {
        assertThat(choices.role("catalog-server/deployer")).isEqualTo(new RoleName("catalog-server", "deployer"));
        assertThat(choices.role("catalog-server/unknown")).isEqualTo(new RoleName("catalog-server", "unknown"));
    }

    @Test
    void namesWithSlashes() {
        assertThat(choices.role("catalog-server/ops/night")).isEqualTo(new RoleName("catalog-server", "ops/night"));
        assertThat(choices.role("https://app.example/user")).isEqualTo(new RoleName("https://app.example", "user"));
    }

    @Test
    void realmRoleOtherwise() {
        assertThat(choices.role("builder")).isEqualTo(RoleName.ofRealm("builder"));
        assertThat(choices.role("team/lead")).isEqualTo(RoleName.ofRealm("team/lead"));
        assertThat(choices.role("unknown/role")).isEqualTo(RoleName.ofRealm("unknown/role"));
    }

    @Test
    void offeredRoleTakesPrecedenceOverOfferedClient() {
        assertThat(choices.role("catalog-server/reader")).isEqualTo(RoleName.ofRealm("catalog-server/reader"));
        assertThat(choices.role("a/b")).isEqualTo(new RoleName("a", "b"));
    }

    @Test
    void choicesAsOptionsTakeThem() {
        assertThat(choices.roles())
                .containsExactly(
                        "builder",
                        "team/lead",
                        "catalog-server/reader",
                        "a/b",
                        "catalog-server/deployer",
                        "catalog-server/ops/night",
                        "https://app.example/user",
                        "a/b");
        assertThat(choices.resourceServers()).containsExactly("catalog-server");
    }

    @Test
    void policyOfAnotherShapeOffersNothing() {
        for (String policy : new String[] {"{}", """
                        {"realmRoles":{},"clientRoles":[],"resourceServers":[1,{"clientId":2}]}"""}) {
            assertThat(choices(policy).roles()).isEmpty();
            assertThat(choices(policy).resourceServers()).isEmpty();
        }
    }

    @Test
    void longListIsCut() {
        assertThat(TokenChoices.shown(Collections.nCopies(23, "r"))).endsWith("r, r and 3 more");
        assertThat(TokenChoices.shown(Collections.nCopies(20, "r"))).endsWith("r, r");
        assertThat(TokenChoices.shown(Collections.emptyList())).isEqualTo("none");
    }

    private static TokenChoices choices(String json) {
        JsonObject policy = Json.object(json);
        return TokenChoices.of(policy);
    }
}
