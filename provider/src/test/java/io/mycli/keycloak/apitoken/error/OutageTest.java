package io.mycli.keycloak.apitoken.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import javax.naming.CommunicationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;

class OutageTest {

    /** Gone, shut down, read-only, full, a lock that takes too long; none where the pool has no connection. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "57P01", "25006", "53300", "HYT00", "90067", "HY000"})
    void databaseIsAway(String state) {
        RuntimeException failure = new RuntimeException(new RuntimeException(new SQLException("It failed", state)));

        assertThat(Outage.isCauseOf(failure)).isTrue();
        assertThat(Outage.isOfDatabase(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22001", "21000"})
    void statementIsWrong(String state) {
        assertThat(Outage.isCauseOf(new RuntimeException(new SQLException("It failed", state))))
                .isFalse();
    }

    /** As Keycloak's entity manager tells of it, without the exception of the driver. */
    @Test
    void connectionBreaks() {
        assertThat(Outage.isOfDatabase(new ModelException("Database operation failed", new EOFException())))
                .isTrue();
        assertThat(Outage.isOfDatabase(new ModelException("Database operation failed", new IllegalStateException())))
                .isFalse();
    }

    @Test
    void userStorageIsAway() {
        for (Exception cause : new Exception[] {
            new CommunicationException("ldap"), new ConnectException("refused"), new SocketTimeoutException("late")
        }) {
            RuntimeException failure = new ModelException("Querying failed", cause);
            assertThat(Outage.isCauseOf(failure)).isTrue();
            assertThat(Outage.isOfDatabase(failure)).isFalse();
        }
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(Outage.isCauseOf(new ModelValidationException("invalid"))).isFalse();
        assertThat(Outage.isCauseOf(new IllegalStateException())).isFalse();
    }
}
