package io.mycli.keycloak.apitoken.error;

import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.UserModelDelegate;

/**
 * The user that Keycloak returns in place of an imported one, such as of LDAP, if their user storage fails when it is
 * asked whether it still has them. The stand-in is disabled, and no cache keeps it. What it says is no verdict.
 *
 * <p>Before 26.4.11 and 26.5.6 there is none: Keycloak takes the user for disabled, and keeps that in its cache (Keycloak
 * issue 45889).
 */
public final class StandInUser {

    /** Of Keycloak's private server SPI. */
    private static final String CLASS = "org.keycloak.models.utils.StorageUnavailableUserModelDelegate";

    private StandInUser() {}

    private static boolean is(UserModel user) {
        return user.getClass().getName().equals(CLASS);
    }

    /**
     * Requires that a user is none.
     *
     * @throws ModelException an {@link Outage}
     */
    public static void reject(UserModel user) {
        if (is(user)) {
            throw new ModelException(
                    "The user storage of user " + user.getId() + " is not available", new StorageAway());
        }
    }

    /** Returns the user as they were last imported, if it is one; otherwise the user. */
    public static UserModel imported(UserModel user) {
        return is(user) ? ((UserModelDelegate) user).getDelegate() : user;
    }

    /** The cause by which {@link Outage} knows it. */
    static final class StorageAway extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
