package io.mycli.keycloak.apitoken.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelDuplicateException;

class TransactionRetryTest {

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23000", "40001", "40P01", "61000", "HYT00"})
    void conflictBySqlState(String state) {
        assertThat(TransactionRetry.isConflict(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void conflictByClass(Exception e) {
        assertThat(TransactionRetry.isConflict(e)).isTrue();
    }

    static Stream<Exception> conflictByClass() {
        return Stream.of(
                new ModelDuplicateException("name"),
                new SQLIntegrityConstraintViolationException(),
                new SQLTransactionRollbackException());
    }

    /** A repetition would only wait for the same connection again. */
    @Test
    void noConflictWithoutConnection() {
        assertThat(TransactionRetry.isConflict(new SQLTransientConnectionException()))
                .isFalse();
        assertThat(TransactionRetry.isConflict(new SQLException("Sorry, acquisition timeout!")))
                .isFalse();
        assertThat(TransactionRetry.isConflict(new SQLException("", "08006"))).isFalse();
    }
}
