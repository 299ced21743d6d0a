package io.mycli.keycloak.apitoken.tests.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON that test realms are imported from. */
public final class RealmTemplate {

    /** A password policy: the strength of passwords is not what is tested. */
    static final String CHEAP_PASSWORDS = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private RealmTemplate() {}

    /** Returns a realm with users, clients and resource servers. */
    public static Map<String, Object> realm(String name, Map<String, String> attributes) {
        return Map.ofEntries(
                Map.entry("realm", name),
                Map.entry("enabled", true),
                Map.entry("sslRequired", "none"),
                Map.entry("components", RealmKeys.COMPONENTS),
                Map.entry("attributes", attributes),
                Map.entry("eventsEnabled", true),
                Map.entry("adminEventsEnabled", true),
                Map.entry("adminEventsDetailsEnabled", true),
                Map.entry("enabledEventTypes", EVENTS),
                Map.entry("passwordPolicy", CHEAP_PASSWORDS),
                Map.entry("users", List.of(user(name, "alice"), user(name, "bob"))),
                Map.entry(
                        "clients",
                        List.of(
                                publicClient("my-cli"),
                                publicClient("other-app"),
                                resourceServer("catalog-server", Map.of("api-tokens.accepted", "true")),
                                resourceServer("strict-server", Map.of()))));
    }

    /** Returns a realm whose import brings a token client of its own. */
    public static Map<String, Object> realmWithTokenClient(String name, String clientName) {
        Map<String, Object> realm = new HashMap<>(realm(name, Map.of("api-tokens.enabled", "true")));
        List<Object> clients = new ArrayList<>((List<?>) realm.get("clients"));
        clients.add(Map.of("clientId", "api-tokens", "name", clientName, "standardFlowEnabled", false));
        realm.put("clients", clients);
        return realm;
    }

    private static final List<String> EVENTS = List.of(
            "LOGIN",
            "LOGIN_ERROR",
            "INTROSPECT_TOKEN",
            "INTROSPECT_TOKEN_ERROR",
            "TOKEN_EXCHANGE",
            "TOKEN_EXCHANGE_ERROR",
            "UPDATE_CREDENTIAL",
            "UPDATE_CREDENTIAL_ERROR",
            "REMOVE_CREDENTIAL",
            "REMOVE_CREDENTIAL_ERROR");

    /** Returns a user whose password is the name. */
    public static Map<String, Object> user(String realm, String username) {
        return Map.of(
                "username",
                username,
                "enabled",
                true,
                "email",
                username + "@example.com",
                "emailVerified",
                true,
                "firstName",
                username,
                "lastName",
                "Example",
                "realmRoles",
                List.of("default-roles-" + realm),
                "credentials",
                List.of(Map.of("type", "password", "value", username)));
    }

    /** Returns a public client with direct grants. */
    public static Map<String, Object> publicClient(String clientId) {
        return Map.of(
                "clientId",
                clientId,
                "publicClient",
                true,
                "directAccessGrantsEnabled",
                true,
                "redirectUris",
                List.of("http://127.0.0.1/callback"),
                "webOrigins",
                List.of("https://app.example.com"));
    }

    /** Returns a client with {@link TestRealm#SERVER_SECRET}. */
    public static Map<String, Object> resourceServer(String clientId, Map<String, String> attributes) {
        return Map.of(
                "clientId",
                clientId,
                "publicClient",
                false,
                "secret",
                TestRealm.SERVER_SECRET,
                "standardFlowEnabled",
                false,
                "attributes",
                attributes);
    }
}
