package io.mycli.keycloak.apitoken.tests.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user storage of a realm, whose users are those on its list. Their passwords are their names. */
public final class ListedUsers {

    private final TestRealm realm;
    private final String cachePolicy;
    private final String componentId;

    private ListedUsers(TestRealm realm, String cachePolicy, String componentId) {
        this.realm = realm;
        this.cachePolicy = cachePolicy;
        this.componentId = componentId;
    }

    /** Looked up at each use. */
    public static ListedUsers in(TestRealm realm, String usernames) {
        return in(realm, "NO_CACHE", usernames);
    }

    /** Kept in Keycloak's user cache, as is the default of a user storage. */
    public static ListedUsers cachedIn(TestRealm realm, String usernames) {
        return in(realm, "DEFAULT", usernames);
    }

    private static ListedUsers in(TestRealm realm, String cachePolicy, String usernames) {
        // Their profile is not asked for at login.
        Admin.put(
                realm.adminPath("/authentication/required-actions/VERIFY_PROFILE"),
                Map.of("alias", "VERIFY_PROFILE", "name", "Verify Profile", "enabled", false));
        String location = Admin.post(
                        realm.adminPath("/components"),
                        Map.of(
                                "name",
                                "listed",
                                "providerId",
                                "listed",
                                "providerType",
                                "org.keycloak.storage.UserStorageProvider",
                                "parentId",
                                realm.id(),
                                "config",
                                config(cachePolicy, usernames)))
                .header("Location");
        return new ListedUsers(realm, cachePolicy, location.substring(location.lastIndexOf('/') + 1));
    }

    /** Changes the list; Keycloak is told of no user. */
    public void list(String usernames) {
        configure(config(cachePolicy, usernames));
    }

    /** Lets each lookup fail. */
    public void fail() {
        list("AWAY");
    }

    /** Keycloak does not ask it any more, and finds none of its users. */
    public void disable(String usernames) {
        Map<String, List<String>> config = new HashMap<>(config(cachePolicy, usernames));
        config.put("enabled", List.of("false"));
        configure(config);
    }

    private void configure(Map<String, List<String>> config) {
        Map<String, Object> component = new HashMap<>(
                realm.admin("/components/" + componentId).jsonPath().getMap("$"));
        component.put("config", config);
        Admin.put(realm.adminPath("/components/" + componentId), component);
    }

    /** Removes the storage; Keycloak tells nobody of its users. */
    public void remove() {
        Admin.delete(realm.adminPath("/components/" + componentId));
    }

    /** Returns a user's id in Keycloak. */
    public String userId(String username) {
        return "f:" + componentId + ":" + username;
    }

    private static Map<String, List<String>> config(String cachePolicy, String usernames) {
        return Map.of("users", List.of(usernames), "cachePolicy", List.of(cachePolicy));
    }
}
