package io.mycli.keycloak.apitoken.tests.support;

import java.util.HashMap;
import java.util.Map;

/** Adds protocol mappers to a client. */
public final class Mappers {

    private final TestRealm realm;
    private final String client;

    private Mappers(TestRealm realm, String clientId) {
        this.realm = realm;
        this.client = realm.clientUuid(clientId);
    }

    /** Returns the mappers of a client. */
    public static Mappers of(TestRealm realm, String clientId) {
        return new Mappers(realm, clientId);
    }

    /** Adds a client to the audience. */
    public Mappers audience(String clientId) {
        return add("oidc-audience-mapper", Map.of("included.client.audience", clientId));
    }

    /** Adds the groups of the user as the claim {@code groups}. */
    public Mappers groups() {
        return add("oidc-group-membership-mapper", Map.of("claim.name", "groups", "full.path", "true"));
    }

    /** Adds a claim with one value. */
    public Mappers hardcoded(String claim, String value, String type) {
        return add(
                "oidc-hardcoded-claim-mapper",
                Map.of("claim.name", claim, "claim.value", value, "jsonType.label", type));
    }

    /** Adds a user attribute as a claim of its name. */
    public Mappers attribute(String attribute) {
        return add(
                "oidc-usermodel-attribute-mapper",
                Map.of("user.attribute", attribute, "claim.name", attribute, "jsonType.label", "String"));
    }

    /** Adds the realm roles of the user as a claim. */
    public Mappers realmRoles(String claim) {
        return add(
                "oidc-usermodel-realm-role-mapper",
                Map.of("claim.name", claim, "multivalued", "true", "jsonType.label", "String"));
    }

    /** Adds the roles of the user in a client as a claim. */
    public Mappers clientRoles(String clientId, String claim) {
        return add(
                "oidc-usermodel-client-role-mapper",
                Map.of(
                        "usermodel.clientRoleMapping.clientId",
                        clientId,
                        "claim.name",
                        claim,
                        "multivalued",
                        "true",
                        "jsonType.label",
                        "String"));
    }

    /** Adds a mapper for access tokens and introspection. */
    public Mappers add(String mapper, Map<String, String> config) {
        Map<String, String> complete = new HashMap<>(config);
        complete.put("access.token.claim", "true");
        complete.put("introspection.token.claim", "true");
        Admin.post(
                realm.adminPath("/clients/" + client + "/protocol-mappers/models"),
                Map.of(
                        "name",
                        mapper + " " + config.hashCode(),
                        "protocol",
                        "openid-connect",
                        "protocolMapper",
                        mapper,
                        "config",
                        complete));
        return this;
    }
}
