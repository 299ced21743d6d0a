package io.mycli.keycloak.apitoken.tests.support;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.net.InetAddress;

/** An LDAP directory of this process, with people and groups. The passwords of the people are their names. */
public final class LdapDirectory implements AutoCloseable {

    static final String PEOPLE = "ou=people,dc=example,dc=com";
    static final String GROUPS = "ou=groups,dc=example,dc=com";

    private final InMemoryDirectoryServer server;

    private LdapDirectory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    /** Starts one on a port of the system's, on loopback. */
    public static LdapDirectory start() {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.startListening();
            LdapDirectory directory = new LdapDirectory(server);
            directory.add("dc=example,dc=com", "objectClass: domain", "dc: example");
            directory.add(PEOPLE, "objectClass: organizationalUnit", "ou: people");
            directory.add(GROUPS, "objectClass: organizationalUnit", "ou: groups");
            return directory;
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address at which the server under test reaches it. */
    String url() {
        int port = server.getListenPort();
        return "ldap://" + KeycloakServer.get().hostOf(port) + ":" + port;
    }

    /** Adds a person, who has a department. */
    public LdapDirectory addPerson(String username) {
        add(
                person(username),
                "objectClass: inetOrgPerson",
                "uid: " + username,
                "cn: " + username,
                "sn: Example",
                "mail: " + username + "@example.com",
                "departmentNumber: first",
                "userPassword: " + username);
        return this;
    }

    /** Adds a group with a member: LDAP knows no group without one. */
    public LdapDirectory addGroup(String group, String member) {
        add(group(group), "objectClass: groupOfNames", "cn: " + group, "member: " + person(member));
        return this;
    }

    /** Replaces an attribute of a person. */
    public void change(String username, String attribute, String value) {
        modify(person(username), ModificationType.REPLACE, attribute, value);
    }

    /** Adds somebody to a group. */
    public void join(String group, String username) {
        modify(group(group), ModificationType.ADD, "member", person(username));
    }

    /** Removes somebody from a group. */
    public void leave(String group, String username) {
        modify(group(group), ModificationType.DELETE, "member", person(username));
    }

    /** Deletes a person. */
    public void delete(String username) {
        run(() -> server.delete(person(username)));
    }

    /** Answers nobody any more, until it is started again. */
    public void stop() {
        server.shutDown(true);
    }

    /** Answers again, at the same address. */
    public void startAgain() {
        run(server::startListening);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private void add(String dn, String... lines) {
        run(() -> server.add(("dn: " + dn + "\n" + String.join("\n", lines)).split("\n")));
    }

    private void modify(String dn, ModificationType type, String attribute, String value) {
        run(() -> server.modify(dn, new Modification(type, attribute, value)));
    }

    private static void run(Change change) {
        try {
            change.run();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String person(String username) {
        return "uid=" + username + "," + PEOPLE;
    }

    private static String group(String group) {
        return "cn=" + group + "," + GROUPS;
    }

    private interface Change {

        void run() throws LDAPException, LDIFException;
    }
}
