package io.mycli.keycloak.apitoken.error;

import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ReadOnlyUserModelDelegate;
import org.keycloak.storage.ReadOnlyException;

/**
 * The user that Keycloak returns in place of an imported one, such as of LDAP, if their user storage fails when it is asked
 * whether it still has them. The stand-in is disabled and read-only, and no cache keeps it. What it says of the user is
 * no verdict.
 */
public final class StandInUser {

    /** Since 26.5. */
    private static final String CLASS = "org.keycloak.models.utils.StorageUnavailableUserModelDelegate";

    /** What the exception of any change says in 26.4, where a user of a storage that is off has the same class. */
    private static final String UNAVAILABLE = "is currently unavailable";

    private StandInUser() {}

    /** Returns whether a user is one. */
    public static boolean is(UserModel user) {
        return user instanceof ReadOnlyUserModelDelegate
                && (user.getClass().getName().equals(CLASS)
                        || (user.getClass() == ReadOnlyUserModelDelegate.class && isUnavailable(user)));
    }

    /** Asks for the reason by a change, which such a user rejects in any case. */
    private static boolean isUnavailable(UserModel user) {
        try {
            user.setEnabled(false);
            return false;
        } catch (ReadOnlyException e) {
            return e.getMessage() != null && e.getMessage().contains(UNAVAILABLE);
        }
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

    /** Returns the user as they were last imported. */
    public static UserModel imported(UserModel user) {
        return is(user) ? ((ReadOnlyUserModelDelegate) user).getDelegate() : user;
    }

    /** A failure that {@link Outage} knows. */
    static final class StorageAway extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
