package io.mycli.keycloak.apitoken.tests.server.endpoints;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.RealmKeys;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to every endpoint of Keycloak, ours included, that takes a token, with that token. The JWT of an administrator's
 * login is the control, for a request that is wrong is rejected as well.
 */
final class BearerEndpoints {

    /** With a certificate: without, Keycloak makes keys of 4,096 bits, which takes a minute of a core. */
    private static final String ENTITY_DESCRIPTOR = """
            <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="stolen">
              <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <KeyDescriptor use="signing">
                  <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
                    <X509Data><X509Certificate>%s</X509Certificate></X509Data>
                  </KeyInfo>
                </KeyDescriptor>
                <AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
                    Location="http://127.0.0.1/saml" index="0"/>
              </SPSSODescriptor>
            </EntityDescriptor>
            """.formatted(RealmKeys.certificate());

    private final Probes probes = new Probes();

    private BearerEndpoints() {}

    static List<Probes.Probe> all() {
        BearerEndpoints endpoints = new BearerEndpoints();
        endpoints.account();
        endpoints.admin();
        endpoints.ours();
        endpoints.others();
        new TokenEndpoints(endpoints.probes).add();
        return endpoints.probes.all();
    }

    /** What the requests need: see {@link #all}. */
    static void prepare(TestRealm realm) {
        realm.update(Map.of("organizationsEnabled", true, "userManagedAccessAllowed", true));
        Roles.of(realm).giveClientRoles("alice", "realm-management", "realm-admin");
        Admin.post(
                realm.adminPath("/clients"),
                Map.of(
                        "clientId",
                        "uma-server",
                        "secret",
                        TestRealm.SERVER_SECRET,
                        "serviceAccountsEnabled",
                        true,
                        "authorizationServicesEnabled",
                        true));
        String authorization = realm.adminPath("/clients/" + realm.clientUuid("uma-server") + "/authz/resource-server");
        Map<String, Object> settings =
                new HashMap<>(Admin.get(authorization).jsonPath().getMap("$"));
        settings.put("policyEnforcementMode", "PERMISSIVE");
        Admin.put(authorization, settings);
        Admin.post(authorization + "/resource", Map.of("name", "thing"));
        Admin.post(
                realm.adminPath("/identity-provider/instances"),
                Map.of(
                        "alias",
                        "idp",
                        "providerId",
                        "oidc",
                        "storeToken",
                        true,
                        "addReadTokenRoleOnCreate",
                        true,
                        "config",
                        Map.of(
                                "clientId", "x",
                                "clientSecret", "x",
                                "authorizationUrl", "http://127.0.0.1/x",
                                "tokenUrl", "http://127.0.0.1/x")));
    }

    private void account() {
        for (String path : List.of(
                "",
                "/credentials",
                "/sessions",
                "/sessions/devices",
                "/applications",
                "/groups",
                "/linked-accounts",
                "/organizations",
                "/resources",
                "/resources/shared-with-me",
                "/resources/shared-with-others",
                "/resources/pending-requests",
                "/applications/my-cli/consent",
                "/v1/sessions")) {
            probes.get("account", "/realms/{realm}/account" + path);
        }
        probes.json("account", "POST", "/realms/{realm}/account", Map.of("email", "thief@example.com"), false);
        probes.json("account", "DELETE", "/realms/{realm}/account/sessions", null, false);
        probes.json("account", "DELETE", "/realms/{realm}/account/credentials/x", null, false);
        probes.json("account", "POST", "/realms/{realm}/account/applications/my-cli/consent", Map.of(), false);
        probes.scheme("account", "DPoP", "/realms/{realm}/account");
    }

    private void admin() {
        for (String path : List.of(
                "/admin/realms",
                "/admin/realms/{realm}",
                "/admin/realms/{realm}/users",
                "/admin/realms/{realm}/users/count",
                "/admin/realms/{realm}/clients",
                "/admin/realms/{realm}/roles",
                "/admin/realms/{realm}/groups",
                "/admin/realms/{realm}/organizations",
                "/admin/realms/{realm}/events",
                "/admin/realms/{realm}/keys",
                "/admin/realms/{realm}/ui-ext/brute-force-user",
                "/admin/{realm}/console/whoami?currentRealm={realm}",
                "/admin/realms/{realm}/api-tokens",
                "/admin/realms/{realm}/api-tokens/policy")) {
            probes.get("admin", path);
        }
        probes.add(
                "admin",
                "GET /admin/serverinfo",
                (realm, token) -> Probes.request(token).get("/admin/serverinfo"),
                Probes::isUnauthorized,
                false);
        probes.add(
                "admin",
                "POST impersonation",
                (realm, token) -> Probes.request(token)
                        .post("/admin/realms/" + realm.name() + "/users/" + realm.userId("bob") + "/impersonation"),
                Probes::isUnauthorized,
                false);
        probes.json("admin", "PUT", "/admin/realms/{realm}", Map.of("displayName", "taken over"), false);
        probes.json("admin", "POST", "/admin/realms/{realm}/users", Map.of("username", "thief"), false);
        probes.json("admin", "POST", "/admin/realms/{realm}/api-tokens/revoke", Map.of("everything", true), false);
    }

    private void ours() {
        String tokens = "/realms/{realm}/api-tokens";
        for (String path : List.of("", "/policy")) {
            ours("GET", tokens + path, null, true);
        }
        ours("POST", tokens, Map.of("name", "stolen"), false);
        ours("DELETE", tokens + "/x", null, false);
        ours("POST", tokens + "/x/rotate", Map.of(), false);
    }

    private void ours(String method, String path, Object body, boolean isControlled) {
        probes.json("ours", method, path, body, BearerEndpoints::isRejectedByUs, isControlled);
    }

    /** An API token is told that it takes a JWT; of a JWT, nobody is told what it comes from. */
    private static boolean isRejectedByUs(Response response) {
        return response.statusCode() == 401
                || (response.statusCode() == 403 && "JWT_REQUIRED".equals(response.<String>path("error")));
    }

    private void others() {
        for (String path : List.of("resource_set", "permission/ticket", "uma-policy")) {
            probes.add(
                    "uma-protection",
                    "GET protection " + path,
                    (realm, token) ->
                            Probes.request(token).get("/realms/" + realm.name() + "/authz/protection/" + path),
                    Probes::isForbidden,
                    false);
        }
        registration("POST", "default", Map.of(), true);
        registration("POST", "openid-connect", Map.of("client_name", "stolen"), true);
        for (String provider : List.of("default", "install", "openid-connect")) {
            registration("GET", provider + "/catalog-server", null, true);
        }
        registration("PUT", "default/other-app", Map.of("clientId", "other-app"), false);
        registration("DELETE", "default/other-app", null, false);
        probes.add(
                "client-registration",
                "POST saml2-entity-descriptor",
                (realm, token) -> Http.withBearer(token)
                        .contentType(ContentType.XML)
                        .body(ENTITY_DESCRIPTOR)
                        .post("/realms/" + realm.name() + "/clients-registrations/saml2-entity-descriptor"),
                Probes::isForbidden,
                true);
        probes.add(
                "broker-token",
                "GET broker token",
                (realm, token) -> Probes.request(token).get("/realms/" + realm.name() + "/broker/idp/token"),
                response -> Probes.isInvalid(response) && !response.asString().contains("not associated"),
                false);
        probes.add(
                "ciba-callback",
                "POST CIBA callback",
                (realm, token) -> Probes.request(token)
                        .contentType(ContentType.JSON)
                        .body(Map.of("status", "SUCCEED"))
                        .post(Probes.oidc(realm, "ext/ciba/auth/callback")),
                Probes::isForbidden,
                false);
    }

    /** It looks for no session: all that keeps a JWT out is that it has none of the roles of Keycloak's own clients. */
    private void registration(String method, String path, Object body, boolean isControlled) {
        probes.json(
                "client-registration",
                method,
                "/realms/{realm}/clients-registrations/" + path,
                body,
                Probes::isForbidden,
                isControlled);
    }
}
