package io.mycli.keycloak.apitoken.tests.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Changes of a user in an LDAP directory, each of which a sync brings to Keycloak: before that, nodes that read the user
 * at different times may differ.
 */
final class LdapChanges {

    static final String OWNER = "dora";

    private static final String GROUP = "developers";

    private final LdapDirectory directory;
    private final LdapUsers users;
    private final Random random;
    private boolean isMember = true;

    private LdapChanges(LdapDirectory directory, LdapUsers users, Random random) {
        this.directory = directory;
        this.users = users;
        this.random = random;
    }

    /** Adds the user to a directory, and the directory to a realm. */
    static LdapChanges in(TestRealm realm, LdapDirectory directory, Random random) {
        directory.addPerson(OWNER).addPerson("emil").addGroup(GROUP, OWNER);
        directory.join(GROUP, "emil"); // a group needs somebody
        return new LdapChanges(directory, LdapUsers.imported(realm, directory), random);
    }

    /** Returns the changes by their names. */
    Map<String, Runnable> all() {
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("attribute in LDAP", () -> change("departmentNumber", some()));
        all.put("name in LDAP", () -> change("sn", "Example " + some()));
        all.put("address in LDAP", () -> change("mail", "dora@" + some() + ".example.com"));
        all.put("member of a group in LDAP", this::toggleMember);
        all.put("sync of LDAP", users::sync);
        return all;
    }

    private void change(String attribute, String value) {
        directory.change(OWNER, attribute, value);
        users.sync();
    }

    private void toggleMember() {
        if (isMember) {
            directory.leave(GROUP, OWNER);
        } else {
            directory.join(GROUP, OWNER);
        }
        isMember = !isMember;
        users.sync();
    }

    private String some() {
        return "x" + random.nextInt(1_000_000);
    }
}
