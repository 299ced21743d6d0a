package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.RestTemplate;

class SignalVerifierTest {

    private final Realm realm = new Realm();
    private final SignalVerifier verifier = new SignalVerifier(
            new RestTemplate(), realm.endpoints().keys(), realm.endpoints().issuer(), "catalog-server");

    SignalVerifierTest() throws IOException {}

    @AfterEach
    void close() {
        realm.close();
    }

    @Test
    void signalNamesItsToken() {
        assertThat(verifier.changedToken(realm.signal("token-1"))).contains("token-1");
    }

    @Test
    void signalOfSomethingElseNamesNone() {
        String other = realm.signed(
                "secevent+jwt",
                realm.claims("x")
                        .claim("events", Map.of("https://example.com/other", Map.of()))
                        .build());

        assertThat(verifier.changedToken(other)).isEmpty();
    }

    @Test
    void forgedSignalIsRejected() {
        requireRejected(Realm.forged(realm.claims("x").build()));
    }

    @Test
    void unsignedSignalIsRejected() {
        requireRejected(new PlainJWT(realm.claims("x").build()).serialize());
    }

    @Test
    void signalForAnotherResourceServerIsRejected() {
        requireRejected(realm.signed(
                "secevent+jwt",
                realm.claims("x").audience("catalog-server-2/stream").build()));
        requireRejected(realm.signed(
                "secevent+jwt", realm.claims("x").audience((String) null).build()));
    }

    @Test
    void signalOfAnotherRealmIsRejected() {
        requireRejected(realm.signed(
                "secevent+jwt",
                realm.claims("x").issuer("https://evil.example.com").build()));
    }

    /** An access token of the realm is signed with the same key. */
    @Test
    void jwtOfAnotherTypeIsRejected() {
        requireRejected(realm.signed("JWT", realm.claims("x").build()));
    }

    @Test
    void textIsRejected() {
        requireRejected("no signal");
    }

    /** Without keys nothing is known: it is not the signal that is bad. */
    @Test
    void missingKeysAreNoRejection() {
        String signal = realm.signal("x");
        realm.close();

        assertThatThrownBy(() -> verifier.changedToken(signal))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private void requireRejected(String signal) {
        assertThatThrownBy(() -> verifier.changedToken(signal)).isInstanceOf(BadJwtException.class);
    }
}
