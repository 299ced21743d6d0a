package io.mycli.keycloak.apitoken.tests.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of an LDAP directory as users of a realm, with their department as attribute, and their groups. */
public final class LdapUsers {

    private static final String MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";

    private final TestRealm realm;
    private final Map<String, String> config = new HashMap<>();
    private final String componentId;

    private LdapUsers(TestRealm realm, LdapDirectory directory, Map<String, String> others) {
        this.realm = realm;
        config.put("connectionUrl", directory.url());
        config.put("vendor", "other");
        config.put("authType", "none");
        config.put("usersDn", LdapDirectory.PEOPLE);
        config.put("usernameLDAPAttribute", "uid");
        config.put("rdnLDAPAttribute", "uid");
        config.put("uuidLDAPAttribute", "entryUUID");
        config.put("userObjectClasses", "inetOrgPerson");
        config.put("editMode", "READ_ONLY");
        config.put("trustEmail", "true");
        config.put("useTruststoreSpi", "never");
        config.putAll(others);
        // Their profile is not asked for at login.
        Admin.put(
                realm.adminPath("/authentication/required-actions/VERIFY_PROFILE"),
                Map.of("alias", "VERIFY_PROFILE", "name", "Verify Profile", "enabled", false));
        componentId = create(component(realm.id(), "ldap", "org.keycloak.storage.UserStorageProvider", config));
        map(
                "user-attribute-ldap-mapper",
                Map.of(
                        "user.model.attribute",
                        "department",
                        "ldap.attribute",
                        "departmentNumber",
                        "read.only",
                        "true"));
        map(
                "group-ldap-mapper",
                Map.of(
                        "groups.dn", LdapDirectory.GROUPS,
                        "group.name.ldap.attribute", "cn",
                        "group.object.classes", "groupOfNames",
                        "membership.ldap.attribute", "member",
                        "membership.attribute.type", "DN",
                        "mode", "READ_ONLY",
                        "user.roles.retrieve.strategy", "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE",
                        "groups.path", "/"));
    }

    /** Imports them, as is Keycloak's default: at their first login, and when they are synchronized. */
    public static LdapUsers imported(TestRealm realm, LdapDirectory directory) {
        return new LdapUsers(realm, directory, Map.of());
    }

    /** Imports them, and keeps them when the directory no longer has them. */
    public static LdapUsers kept(TestRealm realm, LdapDirectory directory) {
        return new LdapUsers(realm, directory, Map.of("removeInvalidUsersEnabled", "false"));
    }

    /** Looks them up at each use, and keeps nothing of them. */
    public static LdapUsers lookedUp(TestRealm realm, LdapDirectory directory) {
        return new LdapUsers(realm, directory, Map.of("importEnabled", "false", "cachePolicy", "NO_CACHE"));
    }

    /** Looks them up, and keeps them in the user cache only. */
    public static LdapUsers lookedUpAndCached(TestRealm realm, LdapDirectory directory) {
        return new LdapUsers(realm, directory, Map.of("importEnabled", "false"));
    }

    /** Synchronizes all users, as Keycloak does every now and then. */
    public void sync() {
        Admin.post(realm.adminPath("/user-storage/" + componentId + "/sync?action=triggerFullSync"), Map.of());
    }

    /** Turns the provider off. */
    public void disable() {
        turn("false");
    }

    /** Turns the provider on again. */
    public void enable() {
        turn("true");
    }

    private void turn(String isOn) {
        config.put("enabled", isOn);
        Map<String, Object> component =
                component(realm.id(), "ldap", "org.keycloak.storage.UserStorageProvider", config);
        component.put("id", componentId);
        Admin.put(realm.adminPath("/components/" + componentId), component);
    }

    private void map(String type, Map<String, String> settings) {
        create(component(componentId, type, MAPPER, settings));
    }

    private String create(Map<String, Object> component) {
        String location = Admin.post(realm.adminPath("/components"), component).header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static Map<String, Object> component(
            String parentId, String type, String providerType, Map<String, String> settings) {
        Map<String, List<String>> values = new HashMap<>();
        settings.forEach((name, value) -> values.put(name, List.of(value)));
        return new HashMap<>(Map.of(
                "name", type,
                "providerId", type,
                "providerType", providerType,
                "parentId", parentId,
                "config", values));
    }
}
