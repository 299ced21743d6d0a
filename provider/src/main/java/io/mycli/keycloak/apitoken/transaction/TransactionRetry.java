package io.mycli.keycloak.apitoken.transaction;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The repetition of transactions that fail only because another one was faster.
 *
 * <p>A thread that holds a connection must not wait for a second one: if as many such threads as the pool has
 * connections did, they would wait for each other. This is why a request ends its own transaction first ({@link
 * #runAfter}). No method here holds a connection during a pause.
 */
public final class TransactionRetry {

    private static final Logger logger = Logger.getLogger(TransactionRetry.class);

    /** The name of the task in Keycloak's log. */
    private static final String TASK = "API tokens";

    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String ORACLE_DEADLOCK = "61000";
    private static final String LOCK_TIMEOUT = "HYT00";

    /**
     * The time after which a conflict is no longer retried. Each lost race for a slot means that another call won it. A
     * call thus loses at most once per slot before it finds all slots taken. The deadline only ends a storm of
     * creations and revocations.
     */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration MAX_PAUSE = Duration.ofMillis(50);

    private TransactionRetry() {}

    /** Runs work once, in a new session and transaction. The calling thread must hold no connection. */
    public static <T> T runOnce(KeycloakSessionFactory factory, Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }

    /**
     * Runs work in a new session and transaction, repeatedly if there are conflicts. The calling thread must hold no
     * connection.
     */
    public static <T> T run(KeycloakSessionFactory factory, Function<KeycloakSession, T> work) {
        return run(factory, null, work);
    }

    /**
     * Ends the transaction of a request, which releases its connection. Then runs work in a new session and transaction
     * for the same realm and client. Afterwards, use only what the request's session has already read.
     */
    public static <T> T runAfter(KeycloakSession request, Function<KeycloakSession, T> work) {
        endTransaction(request);
        return run(request.getKeycloakSessionFactory(), request.getContext(), work);
    }

    /**
     * The same, but work begins before the session has read anything: on databases whose transactions repeat what they
     * first read, it can lock first and read then. The session has no realm until work sets it.
     */
    public static <T> T runLockingAfter(KeycloakSession request, Function<KeycloakSession, T> work) {
        endTransaction(request);
        return run(request.getKeycloakSessionFactory(), work);
    }

    /** Commits the transaction of a request. Keycloak's own commit at the end of the request then does nothing. */
    public static void endTransaction(KeycloakSession request) {
        if (request.getTransactionManager().isActive()) {
            request.getTransactionManager().commit();
        }
    }

    private static <T> T run(
            KeycloakSessionFactory factory, @Nullable KeycloakContext context, Function<KeycloakSession, T> work) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(factory, context, work::apply, TASK);
            } catch (RuntimeException e) {
                if (!isConflict(e) || System.nanoTime() - start > DEADLINE.toNanos()) {
                    throw e;
                }
                logger.debugf("Attempt %d to change API tokens met another", attempt);
                pause(attempt);
            }
        }
    }

    /** Pauses for a random time, so that two transactions in conflict do not meet again. */
    private static void pause(int attempt) {
        long max = Math.min(MAX_PAUSE.toNanos(), Duration.ofMillis(1).toNanos() << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(max));
    }

    /**
     * Returns whether a transaction failed only because another one was faster.
     *
     * @param failure the failure, of which the causes are checked, too
     */
    public static boolean isConflict(Throwable failure) {
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
                || (e instanceof SQLTransientException && !(e instanceof SQLTransientConnectionException))
                || state.startsWith(INTEGRITY_CONSTRAINT_VIOLATION)
                || state.startsWith(TRANSACTION_ROLLBACK)
                || state.equals(ORACLE_DEADLOCK)
                || state.equals(LOCK_TIMEOUT);
    }
}
