package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Random changes of all that the claims of alice's tokens depend on: her attributes, roles, groups and organizations, and
 * what these, the clients and the scopes are called and give her. Most of them undo what they did the time before.
 */
public final class RandomChanges {

    private static final String TOKEN_CLIENT = "api-tokens";
    private static final String SERVER = "strict-server";
    private static final List<String> ALICES_TOKENS = List.of("""
            {"name": "full", "scope": "wanted"}""", """
            {"name": "member", "scope": "organization:*"}""", """
            {"name": "restricted", "realmRoles": ["role-0"], "clientRoles": {"strict-server": ["deployer"]},
             "audience": ["catalog-server"]}""");

    private final TestRealm realm;
    private final Random random;
    private final Set<String> done = new TreeSet<>();
    private final Map<String, Runnable> changes = new LinkedHashMap<>();
    private List<String> order;
    private boolean hasDirectory;

    private final String alice;
    private final String tokenClient;
    private final String server;
    private final List<String> roles = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final String serverRole;
    private final String scope;
    private final String scopeMapper;
    private final String optionalScope;
    private final String organization;

    private RandomChanges(TestRealm realm, Random random) {
        this.realm = realm;
        this.random = random;
        realm.update(Map.of("organizationsEnabled", true));
        Map<String, Object> profile =
                new HashMap<>(realm.admin("/users/profile").jsonPath().getMap("$"));
        profile.put("unmanagedAttributePolicy", "ENABLED");
        Admin.put(realm.adminPath("/users/profile"), profile);
        alice = realm.userId("alice");
        tokenClient = realm.clientUuid(TOKEN_CLIENT);
        server = realm.clientUuid(SERVER);
        for (int i = 0; i < 4; i++) {
            roles.add(createRole("role-" + i));
            groups.add(created("/groups", Map.of("name", "group-" + i)));
        }
        post("/clients/" + server + "/roles", Map.of("name", "deployer"));
        serverRole = realm.admin("/clients/" + server + "/roles/deployer").path("id");
        scope = created("/client-scopes", Map.of("name", "extra", "protocol", "openid-connect"));
        scopeMapper = created(
                "/client-scopes/" + scope + "/protocol-mappers/models",
                mapper("department", "oidc-usermodel-attribute-mapper", attributeOf("department")));
        optionalScope = created("/client-scopes", Map.of("name", "wanted", "protocol", "openid-connect"));
        created(
                "/client-scopes/" + optionalScope + "/protocol-mappers/models",
                mapper("wanted", "oidc-hardcoded-claim-mapper", claim("wanted")));
        put("/clients/" + tokenClient + "/default-client-scopes/" + scope, Map.of());
        put("/clients/" + tokenClient + "/optional-client-scopes/" + optionalScope, Map.of());
        created(
                "/clients/" + tokenClient + "/protocol-mappers/models",
                mapper("groups", "oidc-group-membership-mapper", Map.of("claim.name", "groups", "full.path", "true")));
        organization = created(
                "/organizations",
                Map.of("name", "acme", "alias", "acme", "domains", List.of(Map.of("name", "acme.example.com"))));
        defineChanges();
        order = new ArrayList<>(changes.keySet());
    }

    /** Prepares a realm, whose tokens are created afterwards. */
    public static RandomChanges of(TestRealm realm, long seed) {
        return new RandomChanges(realm, new Random(seed));
    }

    /** Adds changes of a user in an LDAP directory, and of the directory. */
    public RandomChanges with(LdapDirectory directory) {
        changes.putAll(LdapChanges.in(realm, directory, random).all());
        order = new ArrayList<>(changes.keySet());
        hasDirectory = true;
        return this;
    }

    /** Creates tokens that all of this makes a difference to. */
    public List<TestRealm.Token> createTokens() {
        List<TestRealm.Token> tokens = new ArrayList<>();
        ALICES_TOKENS.forEach(token -> tokens.add(realm.createToken("alice", token)));
        if (hasDirectory) {
            tokens.add(realm.createToken(LdapChanges.OWNER, """
                    {"name": "ldap"}"""));
        }
        return tokens;
    }

    /** Gives alice what her tokens choose. */
    public RandomChanges prepareOwner() {
        toggle("role-0");
        toggle("server role");
        toggleMember();
        return this;
    }

    /** Makes a change, and returns its kind. */
    public String make() {
        String kind = order.get(random.nextInt(order.size()));
        changes.get(kind).run();
        return kind;
    }

    private void defineChanges() {
        for (int i = 0; i < roles.size(); i++) {
            int number = i;
            changes.put("role-" + i, () -> toggle("role-" + number));
            changes.put("group-" + i, () -> toggle("group-" + number));
        }
        changes.put("server role", () -> toggle("server role"));
        changes.put("attribute of the owner", () -> updateUser(Map.of("attributes", Map.of("department", some()))));
        changes.put("name of the owner", () -> updateUser(Map.of("firstName", "Alice " + some())));
        changes.put(
                "address of the owner",
                () -> updateUser(
                        Map.of("email", "alice@" + some() + ".example.com", "emailVerified", random.nextBoolean())));
        changes.put("owner disabled and enabled", () -> {
            updateUser(Map.of("enabled", false));
            updateUser(Map.of("enabled", true));
        });
        changes.put(
                "name of a role",
                () -> update("/roles-by-id/" + roles.get(3), role -> role.put("name", "role-3-" + some())));
        changes.put(
                "composite of roles", () -> toggleRole("/roles-by-id/" + roles.get(0) + "/composites", roles.get(1)));
        changes.put(
                "composite of a client's role",
                () -> toggleRole("/roles-by-id/" + roles.get(1) + "/composites", serverRole));
        changes.put(
                "default role",
                () -> toggleRole(
                        "/roles/default-roles-" + realm.name().toLowerCase(Locale.ROOT) + "/composites", roles.get(2)));
        changes.put(
                "role of a group", () -> toggleRole("/groups/" + groups.get(0) + "/role-mappings/realm", roles.get(2)));
        changes.put(
                "name of a group",
                () -> update("/groups/" + groups.get(1), group -> group.put("name", "group-1-" + some())));
        changes.put("place of a group", this::moveGroup);
        changes.put("role that is deleted", this::replaceRole);
        changes.put(
                "name of a scope",
                () -> update("/client-scopes/" + optionalScope, one -> one.put("description", some())));
        changes.put(
                "mapper of a scope",
                () -> update(
                        "/client-scopes/" + scope + "/protocol-mappers/models/" + scopeMapper,
                        one -> one.put("config", attributeOf("department_" + some()))));
        changes.put("default scope", () -> toggleScope("default", scope));
        changes.put("optional scope", () -> toggleScope("optional", optionalScope));
        changes.put(
                "mapper of the client",
                () -> toggleMapper("hardcoded", "oidc-hardcoded-claim-mapper", claim("claim_" + some())));
        changes.put(
                "role mapper of the client",
                () -> toggleMapper("hardcoded role", "oidc-hardcoded-role-mapper", Map.of("role", "role-2")));
        changes.put(
                "audience of the client",
                () -> toggleMapper(
                        "audience",
                        "oidc-audience-mapper",
                        Map.of("included.client.audience", SERVER, "introspection.token.claim", "true")));
        changes.put(
                "name of a client",
                () -> update(
                        "/clients/" + server,
                        client -> client.put("clientId", isDoneAgain("client name") ? SERVER : SERVER + "-" + some())));
        changes.put(
                "enabled client",
                () -> update("/clients/" + server, client -> client.put("enabled", isDoneAgain("client enabled"))));
        changes.put(
                "full scope",
                () -> update(
                        "/clients/" + tokenClient,
                        client -> client.put("fullScopeAllowed", isDoneAgain("full scope"))));
        changes.put(
                "role in scope", () -> toggleRole("/clients/" + tokenClient + "/scope-mappings/realm", roles.get(0)));
        changes.put(
                "web origins",
                () -> update(
                        "/clients/" + tokenClient,
                        client -> client.put("webOrigins", List.of("https://" + some() + ".example.com"))));
        changes.put(
                "issuer",
                () -> realm.setAttribute(
                        "frontendUrl", isDoneAgain("issuer") ? "" : "https://" + some() + ".example.com"));
        changes.put("member of an organization", this::toggleMember);
        changes.put(
                "organization enabled",
                () -> update(
                        "/organizations/" + organization,
                        one -> one.put("enabled", isDoneAgain("organization enabled"))));
        changes.put("cleared realms", () -> post("/clear-realm-cache", Map.of()));
        changes.put("cleared users", () -> post("/clear-user-cache", Map.of()));
    }

    private void toggle(String what) {
        String path = "/users/" + alice + "/role-mappings/";
        if (what.equals("server role")) {
            toggleRole(path + "clients/" + server, serverRole);
        } else if (what.startsWith("role-")) {
            toggleRole(path + "realm", roles.get(what.charAt(5) - '0'));
        } else {
            String group = "/users/" + alice + "/groups/" + groups.get(what.charAt(6) - '0');
            if (isDoneAgain(what)) {
                Admin.delete(realm.adminPath(group));
            } else {
                put(group, Map.of());
            }
        }
    }

    private void toggleRole(String path, String roleId) {
        List<Map<String, Object>> role =
                List.of(realm.admin("/roles-by-id/" + roleId).jsonPath().getMap("$"));
        if (isDoneAgain(path + roleId)) {
            Admin.delete(realm.adminPath(path), role);
        } else {
            post(path, role);
        }
    }

    private void toggleScope(String kind, String id) {
        String path = "/clients/" + tokenClient + "/" + kind + "-client-scopes/" + id;
        if (isDoneAgain(path)) {
            put(path, Map.of());
        } else {
            Admin.delete(realm.adminPath(path));
        }
    }

    private void toggleMapper(String name, String type, Map<String, String> config) {
        String path = "/clients/" + tokenClient + "/protocol-mappers/models";
        if (isDoneAgain("mapper " + name)) {
            String id = realm.admin(path).path("find { it.name == '" + name + "' }.id");
            Admin.delete(realm.adminPath(path + "/" + id));
        } else {
            created(path, mapper(name, type, config));
        }
    }

    private void moveGroup() {
        Map<String, Object> group =
                realm.admin("/groups/" + groups.get(3)).jsonPath().getMap("$");
        post(isDoneAgain("group moved") ? "/groups" : "/groups/" + groups.get(0) + "/children", group);
    }

    /** Alice loses the role, and gets another of that name. */
    private void replaceRole() {
        String name = realm.admin("/roles-by-id/" + roles.get(3)).path("name");
        Admin.delete(realm.adminPath("/roles-by-id/" + roles.get(3)));
        done.remove("/users/" + alice + "/role-mappings/realm" + roles.get(3));
        roles.set(3, createRole(name));
    }

    private void toggleMember() {
        String path = "/organizations/" + organization + "/members";
        if (isDoneAgain("member")) {
            Admin.delete(realm.adminPath(path + "/" + alice));
        } else {
            post(path, alice);
        }
    }

    /** Each second time. */
    private boolean isDoneAgain(String what) {
        if (done.remove(what)) {
            return true;
        }
        done.add(what);
        return false;
    }

    private String createRole(String name) {
        post("/roles", Map.of("name", name));
        return realm.admin("/roles/" + name).path("id");
    }

    private void updateUser(Map<String, Object> changes) {
        update("/users/" + alice, user -> user.putAll(changes));
    }

    private void update(String path, Consumer<Map<String, Object>> change) {
        Map<String, Object> representation =
                new HashMap<>(realm.admin(path).jsonPath().getMap("$"));
        change.accept(representation);
        put(path, representation);
    }

    private void put(String path, Object body) {
        Admin.put(realm.adminPath(path), body);
    }

    private void post(String path, Object body) {
        Admin.post(realm.adminPath(path), body);
    }

    private String created(String path, Object body) {
        String location = Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath(path))
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static Map<String, Object> mapper(String name, String type, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    private static Map<String, String> attributeOf(String claim) {
        return Map.of(
                "user.attribute", "department",
                "claim.name", claim,
                "jsonType.label", "String",
                "aggregate.attrs", "true",
                "introspection.token.claim", "true");
    }

    private static Map<String, String> claim(String name) {
        return Map.of(
                "claim.name", name,
                "claim.value", "yes",
                "jsonType.label", "String",
                "introspection.token.claim", "true");
    }

    private String some() {
        return "x" + random.nextInt(1_000_000);
    }
}
