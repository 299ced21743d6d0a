package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.specification.RequestSpecification;
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

    /** Whose answer the caller looks at. */
    public static RequestSpecification as(TestRealm realm, String username) {
        return Http.withBearer(realm.login(username));
    }
}
