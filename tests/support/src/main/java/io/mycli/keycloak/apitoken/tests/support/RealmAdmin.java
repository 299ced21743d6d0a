package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Users of a realm who administer it, and no other. */
public final class RealmAdmin {

    private RealmAdmin() {}

    /** Gives a user roles of the client {@code realm-management}. */
    public static void grant(TestRealm realm, String username, String... roles) {
        String management = realm.clientUuid("realm-management");
        Admin.post(
                realm.adminPath("/users/" + realm.userId(username) + "/role-mappings/clients/" + management),
                Stream.of(roles)
                        .map(role -> realm.admin("/clients/" + management + "/roles/" + role)
                                .jsonPath()
                                .getMap("$"))
                        .toList());
    }

    /**
     * Gives a user Keycloak's fine-grained permission for one user or client of the realm, which has to have
     * {@code adminPermissionsEnabled}.
     *
     * @param scope {@code view} or {@code manage}
     * @param resourceType {@code Users} or {@code Clients}
     * @param id of the user or client
     */
    public static void permit(TestRealm realm, String username, String scope, String resourceType, String id) {
        String authorization = "/clients/" + realm.clientUuid("admin-permissions") + "/authz/resource-server";
        String name = username + " may " + scope + " " + id;
        String policy = Admin.post(
                        realm.adminPath(authorization + "/policy/user"),
                        Map.of("name", "policy: " + name, "users", List.of(realm.userId(username))))
                .path("id");
        Admin.post(
                realm.adminPath(authorization + "/permission/scope"),
                Map.of(
                        "name", name,
                        "resourceType", resourceType,
                        "resources", List.of(id),
                        "scopes", List.of(scope),
                        "policies", List.of(policy)));
    }

    /** Whose answer the caller looks at. */
    public static RequestSpecification as(TestRealm realm, String username) {
        return Http.withBearer(realm.login(username));
    }
}
