package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.LdapDirectory;
import io.mycli.keycloak.apitoken.tests.support.LdapUsers;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Owners in an LDAP directory. */
@ContractTest
@Isolated("clears the user cache, which all realms share")
class LdapOwnerIT {

    private LdapDirectory directory;

    @BeforeEach
    void startDirectory() {
        directory = LdapDirectory.start().addPerson("dora").addPerson("emil").addGroup("developers", "emil");
    }

    @AfterEach
    void stopDirectory() {
        directory.close();
    }

    @Test
    void claimsAreThoseOfTheLastSync(TestRealm realm) {
        LdapUsers users = LdapUsers.imported(realm, directory);
        TestRealm.Token token = warm(realm);
        realm.introspect(token.secret()).then().body("department", equalTo("first"));

        directory.change("dora", "departmentNumber", "second");
        directory.join("developers", "dora");
        realm.introspect(token.secret()).then().body("department", equalTo("first"));
        users.sync();

        realm.introspect(token.secret())
                .then()
                .body("department", equalTo("second"))
                .body("groups", hasItem("/developers"));
        directory.leave("developers", "dora");
        users.sync();
        realm.introspect(token.secret()).then().body("groups", not(hasItem("/developers")));
    }

    @Test
    void claimsAreThoseOfTheDirectoryIfNothingIsKept(TestRealm realm) {
        LdapUsers.lookedUp(realm, directory);
        TestRealm.Token token = warm(realm);

        directory.change("dora", "departmentNumber", "second");
        directory.join("developers", "dora");

        realm.introspect(token.secret())
                .then()
                .body("department", equalTo("second"))
                .body("groups", hasItem("/developers"));
    }

    /** Keycloak removes an imported user whom it no longer finds, as soon as it looks. */
    @Test
    void tokensOfWhomTheDirectoryNoLongerHasGo(TestRealm realm) {
        LdapUsers.imported(realm, directory);
        TestRealm.Token token = warm(realm);
        TestRealm.Token others = realm.createNamed("emil", "others");

        directory.delete("dora");
        Admin.post(realm.adminPath("/clear-user-cache"), Map.of());

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.table().hasRow(token)).isFalse();
        realm.assertActive(realm.introspect(others.secret()));
    }

    @Test
    void tokensOfWhomTheDirectoryNoLongerHasAreRejectedIfNothingIsKept(TestRealm realm) {
        LdapUsers.lookedUp(realm, directory);
        TestRealm.Token token = warm(realm);

        directory.delete("dora");

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("Owner of the API token does not exist");
    }

    /** A verdict of the directory, which is not away. */
    @Test
    void tokensOfWhomKeycloakKeepsAreRejected(TestRealm realm) {
        LdapUsers.kept(realm, directory);
        TestRealm.Token token = warm(realm);

        directory.delete("dora");
        Admin.post(realm.adminPath("/clear-user-cache"), Map.of());

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("Owner of the API token is disabled");
        assertThat(realm.table().hasRow(token)).isTrue();
    }

    /** An administrator who turns it off wants its users to be disabled. */
    @Test
    void tokensAreRejectedWhileTheProviderIsOff(TestRealm realm) {
        LdapUsers users = LdapUsers.imported(realm, directory);
        TestRealm.Token token = warm(realm);

        users.disable();

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("Owner of the API token is disabled");
        users.enable();
        realm.assertActive(realm.introspect(token.secret()));
    }

    /** A token of dora's that shows her department and groups, as it is after it is cached. */
    private static TestRealm.Token warm(TestRealm realm) {
        Mappers.of(realm, "api-tokens").attribute("department").groups();
        TestRealm.Token token = realm.createNamed("dora", "ci");
        realm.assertActive(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(token.secret()));
        return token;
    }
}
