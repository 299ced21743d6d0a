package io.mycli.keycloak.apitoken.tests.support;

import java.util.List;
import java.util.Map;

/** Creates roles, and gives them to users. */
public final class Roles {

    private final TestRealm realm;

    private Roles(TestRealm realm) {
        this.realm = realm;
    }

    /** Returns the roles of a realm. */
    public static Roles of(TestRealm realm) {
        return new Roles(realm);
    }

    /** Creates a realm role. */
    public Roles realmRole(String name) {
        Admin.post(realm.adminPath("/roles"), Map.of("name", name));
        return this;
    }

    /** Creates a role of a client. */
    public Roles clientRole(String clientId, String name) {
        Admin.post(
                realm.adminPath("/clients/" + realm.clientUuid(clientId) + "/roles"),
                Map.of("name", name, "description", "Description of " + name));
        return this;
    }

    /** Adds a realm role to a composite realm role. */
    public Roles contain(String composite, String role) {
        Admin.post(
                realm.adminPath("/roles/" + composite + "/composites"),
                List.of(realm.admin("/roles/" + role).jsonPath().getMap("$")));
        return this;
    }

    /** Takes a realm role from a user. */
    public Roles takeFrom(String username, String role) {
        Admin.delete(
                realm.adminPath("/users/" + realm.userId(username) + "/role-mappings/realm"),
                List.of(realm.admin("/roles/" + role).jsonPath().getMap("$")));
        return this;
    }

    /** Gives a realm role to a user. */
    public Roles giveTo(String username, String role) {
        Admin.post(
                realm.adminPath("/users/" + realm.userId(username) + "/role-mappings/realm"),
                List.of(realm.admin("/roles/" + role).jsonPath().getMap("$")));
        return this;
    }

    /** Gives a role of a client to a user. */
    public Roles giveClientRoles(String username, String clientId, String role) {
        String client = realm.clientUuid(clientId);
        Admin.post(
                realm.adminPath("/users/" + realm.userId(username) + "/role-mappings/clients/" + client),
                List.of(realm.admin("/clients/" + client + "/roles/" + role)
                        .jsonPath()
                        .getMap("$")));
        return this;
    }
}
