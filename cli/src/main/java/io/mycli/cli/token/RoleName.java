package io.mycli.cli.token;

/**
 * A role.
 *
 * @param clientId null for a realm role
 */
record RoleName(String clientId, String name) {

    static RoleName ofRealm(String name) {
        return new RoleName(null, name);
    }

    /** Returns the role as options name it: {@code catalog-server/deployer}. */
    String text() {
        return clientId == null ? name : clientId + "/" + name;
    }
}
