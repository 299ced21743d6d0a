package io.mycli.keycloak.apitoken.tests.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The step {@code revoke-api-tokens} of Keycloak's Workflows. */
@KeycloakTest
class WorkflowIT {

    private static final List<Map<String, String>> STEPS = List.of(Map.of("uses", "revoke-api-tokens"));

    @Test
    void memberWhoLeavesGroupLosesAllTokens(TestRealm realm) {
        Admin.post(realm.adminPath("/groups"), Map.of("name", "staff"));
        String group = realm.admin("/groups").path("[0].id");
        String membership = realm.adminPath("/users/" + realm.userId("alice") + "/groups/" + group);
        Admin.put(membership, Map.of());
        TestRealm.Token first = realm.createToken();
        TestRealm.Token second = realm.createAnotherToken();
        TestRealm.Token bobs = realm.createNamed("bob", "bobs");
        List.of(first, second, bobs).forEach(token -> realm.assertActive(realm.introspect(token.secret())));
        create(realm, Map.of("name", "leaver", "on", "user-group-membership-removed(staff)", "steps", STEPS));

        Admin.delete(membership);

        awaitRejected(realm, first);
        awaitRejected(realm, second);
        realm.assertActive(realm.introspect(bobs.secret()));
        Admin.get(realm.adminPath("/api-tokens/" + first.id()))
                .then()
                .body("state", equalTo("revoked"))
                .body("revocationReason", equalTo("administrator"));
    }

    @Test
    void runsOnDemandAndRecordsTheEvent(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String location = create(realm, Map.of("name", "on demand", "steps", STEPS));

        activate(realm, location, realm.userId("alice"));

        awaitRejected(realm, token);
        assertThat(realm.events("REMOVE_CREDENTIAL"))
                .hasSize(1)
                .first()
                .extracting("details.reason", "details.token_id", "userId")
                .containsExactly("workflow", token.id(), realm.userId("alice"));
        Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/ended")
                .then()
                .body("[0].endReason", equalTo("administrator"));
    }

    /** A second run has nothing to revoke, and says nothing. */
    @Test
    void revokesEachTokenOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String workflow = create(realm, Map.of("name", "on demand", "steps", STEPS));
        activate(realm, workflow, realm.userId("alice"));
        awaitRejected(realm, token);
        TestRealm.Token bobs = realm.createNamed("bob", "bobs");

        activate(realm, workflow, realm.userId("alice"));
        activate(realm, workflow, realm.userId("bob"));

        awaitRejected(realm, bobs);
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(2);
    }

    private static String create(TestRealm realm, Map<String, Object> workflow) {
        String location = Admin.post(realm.adminPath("/workflows"), workflow).header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void activate(TestRealm realm, String workflow, String userId) {
        Admin.post(realm.adminPath("/workflows/" + workflow + "/activate/USERS/" + userId), Map.of());
    }

    private static void awaitRejected(TestRealm realm, TestRealm.Token token) {
        Await.until(
                "the token is rejected", () -> !realm.introspect(token.secret()).<Boolean>path("active"));
        realm.assertRejected(realm.introspect(token.secret()));
    }
}
