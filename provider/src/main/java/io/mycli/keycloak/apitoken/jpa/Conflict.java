package io.mycli.keycloak.apitoken.jpa;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Transactions that failed only because another was faster, and so are worth another try. */
final class Conflict {

    private static final Logger logger = Logger.getLogger(Conflict.class);

    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String ORACLE_DEADLOCK = "61000";
    private static final String LOCK_TIMEOUT = "HYT00";

    /**
     * Each lost race for a slot means that somebody else won it, so a call loses at most as often as the owner has
     * slots before it sees that all are taken. The bound only ends a storm of creations and revocations.
     */
    private static final int ATTEMPTS = 100;

    private Conflict() {}

    /** In a transaction of its own, and in another one if it failed only because somebody else was faster. */
    static <T> T untilNobodyIsFaster(KeycloakSessionFactory factory, Function<KeycloakSession, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isCauseOf(e)) {
                    throw e;
                }
                logger.debugf("Attempt %d to change API tokens met another", attempt);
            }
        }
    }

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
