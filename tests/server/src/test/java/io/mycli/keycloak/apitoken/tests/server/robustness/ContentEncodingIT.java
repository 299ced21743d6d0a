package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of owners and administrators are not compressed: a small one could become a large one. */
@KeycloakTest
class ContentEncodingIT {

    @Test
    void gzipIsRejected(TestRealm realm) throws IOException {
        realm.setAttribute("api-tokens.leak-reports", "true");
        TestRealm.Token token = realm.createToken();
        String owners = realm.apiTokens();
        RealmAdmin.grant(realm, "alice", "manage-users", "manage-realm");
        String admins = "/admin/realms" + realm.adminPath("/api-tokens");
        List<RawRequest> requests = Stream.of(
                        RawRequest.of("POST", owners).withBody("application/json", gzip("""
                                {"name":"x"}""")),
                        RawRequest.of("POST", owners + "/" + token.id() + "/rotate")
                                .withBody("application/json", gzip("{}")),
                        RawRequest.of("POST", owners + "/leaked").withBody("application/json", gzip("""
                                {"tokens":[]}""")),
                        RawRequest.of("POST", admins + "/revoke").withBody("application/json", gzip("""
                                        {"user":"alice"}""")),
                        RawRequest.of("POST", admins + "/lookup").withBody("application/json", gzip("""
                                        {"secret":"x"}""")),
                        RawRequest.of("PUT", admins + "/not-before").withBody("application/json", gzip("""
                                        {"notBefore":"now"}""")),
                        RawRequest.of("PUT", admins + "/policy").withBody("application/json", gzip("{}")))
                .map(request -> request.withBearer(realm.login("alice")))
                .toList();

        for (RawRequest request : requests) {
            RawAnswer answer = request.with("Content-Encoding", "gzip").send();

            assertThat(answer.status()).as(request.target()).isEqualTo(415);
            assertThat(answer.body()).as(request.target()).contains("UNSUPPORTED_MEDIA_TYPE");
        }
        realm.assertActive(realm.introspect(token.secret()));
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"identity", " Identity "})
    void identityIsNone(String encoding, TestRealm realm) throws IOException {
        RawAnswer answer = RawRequest.of("POST", realm.apiTokens())
                .withBody("application/json", """
                        {"name":""}""")
                .with("Content-Encoding", encoding)
                .withBearer(realm.login("alice"))
                .send();

        assertThat(answer.body()).contains("INVALID_NAME");
    }

    private static String gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
