package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.keycloak.apitoken.secret.Sha256;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.ServerLog;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.mycli.keycloak.apitoken.tests.support.server.LogPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for secrets that follows every test class: that it would find one, and that it has where to look. */
@ContractTest
class SecretSearchIT {

    @Test
    void findsSecretWithAndWithoutItsTag() {
        String secret = Secrets.unknown();

        assertThatThrownBy(() -> Secrets.requireNone("text", "before " + secret + " after"))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> Secrets.requireNone("text", secret.substring(4)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsHalfOfSecretInCapitals() {
        String half = Secrets.unknown().substring(20).toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> Secrets.requireNone("text", half)).isInstanceOf(AssertionError.class);
    }

    /** Of a log that is longer than what is read at once; neither half of the piece would be found alone. */
    @Test
    void findsPieceThatIsCutInTwo(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        String piece = Secrets.unknown().substring(10, 30);
        String before = "x".repeat(4_000 - 10);
        Files.writeString(log, before + piece + before);

        assertThatThrownBy(() -> ServerLog.requireNoSecretAfter(position -> LogPart.read(log, position, 4_000), 0))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ServerLog.requireNoSecretAfter(position -> LogPart.read(log, position, 4_000), 4_000))
                .isInstanceOf(AssertionError.class);
    }

    /** The search that follows looks at what comes after it alone. */
    @Test
    void searchEndsWhereTheLogEnds(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        Files.writeString(log, "x".repeat(10_000));

        long end = ServerLog.requireNoSecretAfter(position -> LogPart.read(log, position, 4_000), 0);

        assertThat(end).isEqualTo(10_000);
        Files.writeString(log, Secrets.unknown(), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ServerLog.requireNoSecretAfter(position -> LogPart.read(log, position, 4_000), end))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void tableHoldsNoSecret(TestRealm realm) throws SQLException {
        TestRealm.Token token = realm.createToken();

        String row = row(token);

        assertThat(row).contains(token.secret().substring(0, 10), Sha256.hex(token.secret()));
        Secrets.requireNone("table", row);
    }

    private static String row(TestRealm.Token token) throws SQLException {
        try (Connection connection = KeycloakServer.get().database().connect();
                PreparedStatement select = connection.prepareStatement("select * from MYC_API_TOKEN where ID = ?")) {
            select.setString(1, token.id());
            ResultSet result = select.executeQuery();
            assertThat(result.next()).isTrue();
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.append(result.getString(i)).append('\n');
            }
            return row.toString();
        }
    }

    @Test
    void logAndEventsTellOfTheTokenButNotItsSecret(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.introspect(token.secret());
        realm.introspect(token.secret() + "0");
        Http.withBearer(token.secret()).get(realm.apiTokens());
        Http.withBearer(token.secret()).get(realm.apiTokens() + "/self");
        Http.withBearer(token.secret()).get("/realms/" + realm.name() + "/protocol/openid-connect/userinfo");
        Http.withBearer(token.secret()).delete(realm.apiTokens() + "/self");
        realm.introspect(token.secret());

        assertThat(ServerLog.contains(token.id())).isTrue();
        assertThat(realm.allEventsAsText()).contains(token.id());
        ServerLog.requireNoNewSecret();
        Secrets.requireNone("events", realm.allEventsAsText());
    }
}
