package io.mycli.keycloak.apitoken.bench;

import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills the tables as years of use would: rows of users and tokens, past Keycloak, for a million requests take a while.
 */
final class Seed {

    /** A role that every user has. */
    static final String ROLE = "deployer";

    /** Of every user. */
    static final String PASSWORD = "bench";

    /** Cheap: what a login costs is not measured. */
    static final String PASSWORD_POLICY = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private static final String USER_ID = "00000000-0000-4000-8000-%012d";
    private static final int ROWS_PER_SEND = 1000;

    private final Database database;
    private final String realmId;
    private final SecretFormat format = new SecretFormat(SecretFormat.DEFAULT_TAG);

    Seed(Database database, String realmId) {
        this.database = database;
        this.realmId = realmId;
    }

    /** Users {@code user-0} and so on. */
    void users(int count) {
        database.update("""
                insert into USER_ENTITY (ID, REALM_ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED,
                    FIRST_NAME, LAST_NAME, CREATED_TIMESTAMP, NOT_BEFORE)
                select '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'), ?, 'user-' || n, 'user-' || n || '@example.com',
                    'user-' || n || '@example.com', true, true, 'User', n::text, 1760000000000, 0
                from generate_series(0, ?) n
                """, realmId, count - 1);
        database.update(
                "insert into USER_ROLE_MAPPING (USER_ID, ROLE_ID) select u.ID, r.ID from USER_ENTITY u, KEYCLOAK_ROLE r"
                        + " where u.REALM_ID = ? and r.REALM_ID = u.REALM_ID and r.NAME in (?, ?)",
                realmId,
                ROLE,
                "default-roles-" + BenchRealm.NAME);
        database.update(
                "insert into CREDENTIAL (ID, TYPE, USER_ID, CREATED_DATE, SECRET_DATA, CREDENTIAL_DATA, PRIORITY, VERSION)"
                        + " select gen_random_uuid()::text, 'password', ID, 1760000000000, ?, ?, 10, 0"
                        + " from USER_ENTITY where REALM_ID = ?",
                secretData(),
                "{\"hashIterations\":1,\"algorithm\":\"pbkdf2-sha256\",\"additionalParameters\":{}}",
                realmId);
    }

    private static String secretData() {
        byte[] salt = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1, 512))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{\"value\":\"" + base64.encodeToString(hash) + "\",\"salt\":\"" + base64.encodeToString(salt)
                    + "\",\"additionalParameters\":{}}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tokens of the users from one number up to, not including, another; so many each. Gives the secrets, the users'
     * firsts first.
     */
    List<String> tokens(int fromUser, int toUser, int each) {
        List<String> secrets = new ArrayList<>((toUser - fromUser) * each);
        try (Connection connection = database.connect()) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy MYC_API_TOKEN (ID, REALM_ID, USER_ID, TOKEN_HASH, PREFIX, NAME, NAME_KEY, SLOT_KEY, CREATED_AT,"
                                    + " EXPIRES_AT) from stdin");
            StringBuilder rows = new StringBuilder();
            for (int n = 0; n < each; n++) {
                for (int user = fromUser; user < toUser; user++) {
                    ApiTokenSecret secret = format.generate();
                    secrets.add(secret.reveal());
                    row(rows, user, secret);
                    if (secrets.size() % ROWS_PER_SEND == 0) {
                        send(copy, rows);
                    }
                }
            }
            send(copy, rows);
            copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secrets;
    }

    /** Lets all tokens of the realm so far have one chosen role only. */
    void restrict() {
        database.update("update MYC_API_TOKEN set ROLES_CHOSEN = true where REALM_ID = ?", realmId);
        database.update(
                "insert into MYC_API_TOKEN_ROLE (TOKEN_ID, ROLE_ID) select t.ID, r.ID from MYC_API_TOKEN t, KEYCLOAK_ROLE r"
                        + " where t.REALM_ID = ? and r.REALM_ID = t.REALM_ID and r.NAME = ?",
                realmId,
                ROLE);
    }

    /** Gives a scope to the tokens that are there with full access. */
    void setScope(String scope) {
        database.update(
                "update MYC_API_TOKEN set TOKEN_SCOPE = ? where REALM_ID = ? and ROLES_CHOSEN = false", scope, realmId);
    }

    /** Keys of slot and name only have to differ. */
    private void row(StringBuilder rows, int user, ApiTokenSecret secret) {
        String id = UUID.randomUUID().toString();
        long now = System.currentTimeMillis();
        rows.append(String.join(
                        "\t",
                        id,
                        realmId,
                        USER_ID.formatted(user),
                        secret.hash(),
                        secret.prefix(),
                        "ci-deploy " + id.substring(0, 8),
                        id,
                        id,
                        String.valueOf(now),
                        String.valueOf(now + 90L * 86_400_000)))
                .append('\n');
    }

    private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    /** Tokens of all ages, uses and ends, as an inventory has them. */
    void variety() {
        long now = System.currentTimeMillis();
        database.update("""
                update MYC_API_TOKEN set
                    CREATED_AT = ? - (random() * 365 * 86400000)::bigint,
                    PROFILE = 'team-' || floor(random() * 10)::int,
                    LAST_USED_AT = case when random() < 0.8 then ? - (random() * 80 * 86400000)::bigint end,
                    LAST_USED_BY = 'server-' || floor(random() * 50)::int,
                    SEARCH_KEY = encode(sha256(lower(NAME)::bytea), 'hex'),
                    EXPIRES_AT = case when random() < 0.02 then ? - (random() * 25 * 86400000)::bigint
                        else ? + (random() * 300 * 86400000 + 86400000)::bigint end
                where REALM_ID = ?
                """, now, now, now, now, realmId);
        database.update(
                "update MYC_API_TOKEN set ACTIVE_DAY = greatest(CREATED_AT, coalesce(LAST_USED_AT, 0)) / 86400000"
                        + " where REALM_ID = ?",
                realmId);
        // Both left a dead copy of each row behind, as no life of a token does.
        database.update("vacuum full MYC_API_TOKEN");
    }

    /** As the database's own housekeeping would leave it. */
    void settle() {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Secrets that look right and belong to nobody. */
    List<String> unknown(int count) {
        List<String> secrets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            secrets.add(format.generate().reveal());
        }
        return secrets;
    }
}
