package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The rows of a realm in the table of API tokens. */
public final class TokenTable {

    private final TestRealm realm;
    private final Database database = KeycloakServer.get().database();

    TokenTable(TestRealm realm) {
        this.realm = realm;
    }

    /** Returns how many tokens the realm has. */
    public long rows() {
        return database.number("select count(*) from MYC_API_TOKEN where REALM_ID = ?", realm.id());
    }

    /** Returns whether a token is in the table. */
    public boolean hasRow(TestRealm.Token token) {
        return database.number("select count(*) from MYC_API_TOKEN where ID = ?", token.id()) == 1;
    }

    /** Sets one of a token's times to so many seconds before now. */
    public void age(TestRealm.Token token, String column, long seconds) {
        long time = (System.currentTimeMillis() / 1000 - seconds) * 1000;
        int rows = database.update("update MYC_API_TOKEN set " + column + " = ? where ID = ?", time, token.id());
        assertThat(rows).isEqualTo(1);
    }

    /** As if time had passed: the token ends then, or has, and its notices are due. */
    public void endsIn(TestRealm.Token token, Duration time) {
        long end = (System.currentTimeMillis() + time.toMillis()) / 1000 * 1000;
        int rows =
                database.update("update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID = ?", end, token.id());
        assertThat(rows).isEqualTo(1);
    }

    /** Moves a token that expires into the past as a whole: it lasts exactly as long as before. */
    public void backdate(TestRealm.Token token, Duration by) {
        int rows = database.update(
                "update MYC_API_TOKEN set CREATED_AT = CREATED_AT - ?, EXPIRES_AT = EXPIRES_AT - ?"
                        + " where ID = ? and EXPIRES_AT is not null",
                by.toMillis(),
                by.toMillis(),
                token.id());
        assertThat(rows).isEqualTo(1);
    }

    /** Copies the only live token of the realm without the REST API, which would take long. */
    public void copyToken(int count) {
        List<String> live =
                database.strings("select ID from MYC_API_TOKEN where REALM_ID = ? and SLOT_KEY <> ID", realm.id());
        assertThat(live).hasSize(1);
        List<Object[]> rows = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(count)
                .map(copy -> new Object[] {copy, copy.replace("-", "").repeat(2), copy, copy, live.get(0)})
                .toList();
        database.updateEach(
                "insert into MYC_API_TOKEN (ID, REALM_ID, USER_ID, TOKEN_HASH, PREFIX, NAME, NAME_KEY,"
                        + " NAME_START, SLOT_KEY, CREATED_AT, PROFILE) select ?, REALM_ID, USER_ID, ?, PREFIX, NAME, ?,"
                        + " NAME_START, ?, CREATED_AT, PROFILE from MYC_API_TOKEN where ID = ?",
                rows);
    }
}
