package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import org.junit.jupiter.api.Test;

/** The search for secrets that follows every test class: that it would find one, and that it has where to look. */
@KeycloakTest
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
    void logAndEventsTellOfTheTokenButNotItsSecret(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        realm.introspect(token.secret());
        realm.introspect(token.secret() + "0");
        Http.withBearer(token.secret()).get(realm.apiTokens());
        Http.withBearer(token.secret()).get(realm.apiTokens() + "/self");
        Http.withBearer(token.secret()).get("/realms/" + realm.name() + "/protocol/openid-connect/userinfo");
        Http.withBearer(token.secret()).delete(realm.apiTokens() + "/self");
        realm.introspect(token.secret());

        assertThat(KeycloakServer.get().log()).contains(token.id());
        assertThat(realm.allEventsAsText()).contains(token.id());
        Secrets.requireNone("server's log", KeycloakServer.get().log());
        Secrets.requireNone("events", realm.allEventsAsText());
    }
}
