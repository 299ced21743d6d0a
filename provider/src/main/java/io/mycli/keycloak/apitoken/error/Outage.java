package io.mycli.keycloak.apitoken.error;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import javax.naming.ServiceUnavailableException;
import org.keycloak.models.ModelException;

/** A failure of the database or a user storage: not available, read-only, or too busy. A later try may succeed. */
public final class Outage {

    /** The classes of SQL states that stay: cardinality, data, integrity, syntax and access. */
    private static final Set<String> PERMANENT = Set.of("21", "22", "23", "42");

    /** The message of Keycloak's {@code EntityManagerProxy}. */
    private static final String DATABASE_FAILED = "Database operation failed";

    /** The exception of Keycloak's user storages; not in 26.4. */
    private static final String STORAGE_UNAVAILABLE = "org.keycloak.storage.StorageUnavailableException";

    private Outage() {}

    /** Returns whether a failure is an outage, or was caused by one. */
    public static boolean isCauseOf(Throwable failure) {
        return isOfDatabase(failure) || causes(failure).anyMatch(Outage::isOfStorage);
    }

    /** Returns whether the database failed, so that the transaction can only be rolled back. */
    public static boolean isOfDatabase(Throwable failure) {
        return causes(failure)
                .anyMatch(
                        cause -> (cause instanceof SQLException sql && isTemporary(sql)) || isBrokenConnection(cause));
    }

    /** Keycloak's entity manager throws an exception of its own with the last cause only; not in 26.4. */
    private static boolean isBrokenConnection(Throwable cause) {
        return cause instanceof ModelException
                && DATABASE_FAILED.equals(cause.getMessage())
                && cause.getCause() instanceof IOException;
    }

    private static boolean isTemporary(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 || !PERMANENT.contains(state.substring(0, 2));
    }

    private static boolean isOfStorage(Throwable cause) {
        return cause instanceof CommunicationException
                || cause instanceof ServiceUnavailableException
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof StandInUser.StorageAway
                || cause.getClass().getName().equals(STORAGE_UNAVAILABLE);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
