package io.mycli.keycloak.apitoken.jpa;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientException;
import org.keycloak.models.ModelDuplicateException;

/** Tells whether a transaction failed only because another was faster, so that it is worth another try. */
final class Conflict {

    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String ORACLE_DEADLOCK = "61000";
    private static final String LOCK_TIMEOUT = "HYT00";

    private Conflict() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelDuplicateException || (cause instanceof SQLException sql && isConflict(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLIntegrityConstraintViolationException
                || e instanceof SQLTransientException
                || state.startsWith(INTEGRITY_CONSTRAINT_VIOLATION)
                || state.startsWith(TRANSACTION_ROLLBACK)
                || state.equals(ORACLE_DEADLOCK)
                || state.equals(LOCK_TIMEOUT);
    }
}
