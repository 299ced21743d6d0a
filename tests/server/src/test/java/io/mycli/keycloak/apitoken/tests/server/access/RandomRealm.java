package io.mycli.keycloak.apitoken.tests.server.access;

import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random realm to import: nested composites of realm and client roles, nested groups with roles, scopes that carry
 * roles, and mappers of roles, groups and audience with claims of any name. The client {@code reference} has the same
 * scopes and mappers as the token client: its access tokens are what a token is compared with.
 */
final class RandomRealm {

    static final List<String> SERVERS = List.of("catalog-server", "strict-server");
    static final String REFERENCE = "reference";

    /** A role that only mappers give. */
    private static final String HARDCODED = "hardcoded";

    /** The roles by path: {@code r3}, or {@code catalog-server/c1}; a role contains only later ones. */
    private final Map<String, Set<String>> contents = new LinkedHashMap<>();

    private final Map<String, List<String>> staticAudience = new TreeMap<>();
    private final Random random;
    private final List<String> paths;

    RandomRealm(Random random) {
        this.random = random;
        this.paths = Stream.of(names("", "r", 9), names("catalog-server/", "c", 4), names("strict-server/", "s", 4))
                .flatMap(List::stream)
                .toList();
        List<String> order = new ArrayList<>(paths);
        Collections.shuffle(order, random);
        for (int i = 0; i < order.size(); i++) {
            contents.put(order.get(i), some(order.subList(i + 1, order.size()), 0.15));
        }
    }

    private static List<String> names(String prefix, String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + letter + i).toList();
    }

    /** Returns roles with all that they contain. */
    Set<String> expanded(Set<String> roles) {
        Set<String> all = new TreeSet<>();
        List<String> left = new ArrayList<>(roles);
        while (!left.isEmpty()) {
            String role = left.remove(left.size() - 1);
            if (all.add(role)) {
                left.addAll(contents.getOrDefault(role, Set.of()));
            }
        }
        return all;
    }

    /** Returns the client ids that mappers add to the audience whatever the roles are, with these optional scopes. */
    Set<String> staticAudience(Set<String> scopes) {
        Set<String> audience = new TreeSet<>(staticAudience.getOrDefault("", List.of()));
        scopes.forEach(scope -> audience.addAll(staticAudience.getOrDefault(scope, List.of())));
        return audience;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> Set<T> some(List<T> items, double probability) {
        Set<T> chosen = new LinkedHashSet<>();
        items.forEach(item -> {
            if (chance(probability)) {
                chosen.add(item);
            }
        });
        return chosen;
    }

    /** Returns the representation to import. */
    Map<String, Object> representation(String name) {
        Map<String, Object> realm = new HashMap<>(RealmTemplate.realm(
                name,
                Map.of(
                        "api-tokens.enabled",
                        "true",
                        "api-tokens.max-per-user",
                        "100000",
                        "CreateDefaultClientScopes",
                        "true")));
        realm.put("accessTokenLifespan", 7200);
        realm.put("eventsEnabled", false);
        realm.put("roles", Map.of("realm", realmRoles(), "client", clientRoles()));
        realm.put(
                "groups",
                List.of(group("g0", List.of(group("g1", List.of(group("g2", List.of()))))), group("g3", List.of())));
        Map<String, Object> alice = new HashMap<>(RealmTemplate.user(name, "alice"));
        Set<String> direct = some(paths, 0.3);
        List<String> realmRoles = new ArrayList<>(List.of("default-roles-" + name));
        realmRoles.addAll(ofRealm(direct));
        alice.put("realmRoles", realmRoles);
        alice.put("clientRoles", ofClients(direct));
        alice.put("groups", List.copyOf(some(List.of("/g0", "/g0/g1", "/g0/g1/g2", "/g3"), 0.3)));
        realm.put("users", List.of(alice));
        addClients(realm);
        return realm;
    }

    private List<Map<String, Object>> realmRoles() {
        return Stream.concat(
                        ofRealm(contents.keySet()).stream().map(this::role),
                        Stream.of(Map.<String, Object>of("name", HARDCODED)))
                .toList();
    }

    private Map<String, Object> clientRoles() {
        Map<String, Object> roles = new HashMap<>();
        SERVERS.forEach(server -> roles.put(
                server,
                contents.keySet().stream()
                        .filter(path -> path.startsWith(server + "/"))
                        .map(this::role)
                        .toList()));
        return roles;
    }

    private Map<String, Object> role(String path) {
        Set<String> parts = contents.get(path);
        return Map.of(
                "name",
                path.substring(path.indexOf('/') + 1),
                "composites",
                Map.of("realm", ofRealm(parts), "client", ofClients(parts)));
    }

    private static List<String> ofRealm(Set<String> paths) {
        return paths.stream().filter(path -> !path.contains("/")).toList();
    }

    private static Map<String, List<String>> ofClients(Set<String> paths) {
        Map<String, List<String>> roles = new HashMap<>();
        paths.stream()
                .filter(path -> path.contains("/"))
                .forEach(path -> roles.computeIfAbsent(path.split("/", -1)[0], id -> new ArrayList<>())
                        .add(path.split("/", -1)[1]));
        return roles;
    }

    private Map<String, Object> group(String name, List<Map<String, Object>> children) {
        Set<String> roles = some(paths, 0.15);
        return Map.of(
                "name", name, "realmRoles", ofRealm(roles), "clientRoles", ofClients(roles), "subGroups", children);
    }

    private void addClients(Map<String, Object> realm) {
        List<Map<String, Object>> mappers = mappers("");
        boolean isFull = chance(0.6);
        List<Map<String, Object>> scopeMappings = new ArrayList<>();
        Map<String, List<Map<String, Object>>> clientScopeMappings = new HashMap<>();
        List<Map<String, Object>> scopes = new ArrayList<>();
        for (String scope : List.of("o0", "o1", "o2")) {
            scopes.add(Map.of(
                    "name",
                    scope,
                    "protocol",
                    "openid-connect",
                    "attributes",
                    Map.of("include.in.token.scope", "true"),
                    "protocolMappers",
                    mappers(scope)));
            addScopeMappings(scopeMappings, clientScopeMappings, Map.of("clientScope", scope));
        }
        List<Object> clients = new ArrayList<>();
        for (String id : List.of("api-tokens", REFERENCE)) {
            Map<String, Object> client = new HashMap<>(
                    id.equals(REFERENCE)
                            ? RealmTemplate.publicClient(id)
                            : Map.of("clientId", id, "standardFlowEnabled", false));
            client.put("fullScopeAllowed", isFull);
            client.put("protocolMappers", mappers);
            client.put("defaultClientScopes", List.of("basic", "roles", "profile"));
            client.put("optionalClientScopes", List.of("o0", "o1", "o2"));
            clients.add(client);
        }
        Set<String> own = some(paths, 0.5);
        for (String id : List.of("api-tokens", REFERENCE)) {
            addScopeMappings(scopeMappings, clientScopeMappings, Map.of("client", id), own);
        }
        clients.add(RealmTemplate.publicClient("my-cli"));
        for (String server : SERVERS) {
            Map<String, Object> client = new HashMap<>(RealmTemplate.resourceServer(
                    server,
                    Map.of(
                            "standard.token.exchange.enabled",
                            "true",
                            "api-tokens.accepted",
                            Boolean.toString(server.equals("catalog-server")))));
            client.put("fullScopeAllowed", chance(0.7));
            client.put("protocolMappers", mappers(server));
            clients.add(client);
        }
        realm.put("clients", clients);
        realm.put("clientScopes", scopes);
        realm.put("scopeMappings", scopeMappings);
        realm.put("clientScopeMappings", clientScopeMappings);
    }

    private void addScopeMappings(
            List<Map<String, Object>> realm,
            Map<String, List<Map<String, Object>>> clients,
            Map<String, String> target) {
        addScopeMappings(realm, clients, target, some(paths, 0.2));
    }

    private static void addScopeMappings(
            List<Map<String, Object>> realm,
            Map<String, List<Map<String, Object>>> clients,
            Map<String, String> target,
            Set<String> roles) {
        realm.add(with(target, ofRealm(roles)));
        ofClients(roles)
                .forEach((client, names) ->
                        clients.computeIfAbsent(client, id -> new ArrayList<>()).add(with(target, names)));
    }

    private static Map<String, Object> with(Map<String, String> target, List<String> roles) {
        Map<String, Object> mapping = new HashMap<>(target);
        mapping.put("roles", roles);
        return mapping;
    }

    /** @param place the scope or resource server, or empty for the token client */
    private List<Map<String, Object>> mappers(String place) {
        List<Map<String, Object>> mappers = new ArrayList<>();
        if (chance(0.5)) {
            mappers.add(mapper("oidc-usermodel-realm-role-mapper", Map.of("claim.name", "realm_of_" + place)));
        }
        for (String server : SERVERS) {
            if (chance(0.4)) {
                mappers.add(mapper(
                        "oidc-usermodel-client-role-mapper",
                        Map.of(
                                "claim.name",
                                server.charAt(0) + "_roles_of_" + place,
                                "usermodel.clientRoleMapping.clientId",
                                server)));
            }
            if (chance(0.4)) {
                mappers.add(mapper("oidc-audience-mapper", Map.of("included.client.audience", server)));
                staticAudience.computeIfAbsent(place, id -> new ArrayList<>()).add(server);
            }
        }
        if (chance(0.3)) {
            mappers.add(mapper("oidc-hardcoded-role-mapper", Map.of("role", HARDCODED)));
        }
        if (chance(0.5)) {
            mappers.add(mapper("oidc-group-membership-mapper", Map.of("claim.name", "groups_of_" + place)));
        }
        return mappers;
    }

    private static Map<String, Object> mapper(String type, Map<String, String> config) {
        Map<String, String> complete = new HashMap<>(config);
        complete.put("access.token.claim", "true");
        complete.put("introspection.token.claim", "true");
        complete.put("multivalued", "true");
        complete.put("jsonType.label", "String");
        complete.put("full.path", "true");
        return Map.of(
                "name",
                type + config.values(),
                "protocol",
                "openid-connect",
                "protocolMapper",
                type,
                "config",
                complete);
    }
}
