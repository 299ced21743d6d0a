package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The keys that test realms are imported with. One signature key, with its certificate, for all realms of a run: to find
 * it and to sign it would take the server a fifteenth of its time. There is none to encrypt with.
 */
public final class RealmKeys {

    private static final String PASSWORD = "changeit";

    private static final KeyStore KEYS = keys();

    /** By type, as in a realm's representation. */
    static final Map<String, Object> COMPONENTS = Map.of("org.keycloak.keys.KeyProvider", providers());

    private RealmKeys() {}

    /** Returns the certificate in base64, for what else has a key, which Keycloak would make. */
    public static String certificate() {
        try {
            return encoded(KEYS.getCertificate("a").getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> providers() {
        try {
            String key = encoded(KEYS.getKey("a", PASSWORD.toCharArray()).getEncoded());
            return List.of(
                    provider("rsa", Map.of("privateKey", List.of(key), "certificate", List.of(certificate()))),
                    provider("hmac-generated", Map.of("algorithm", List.of("HS512"))),
                    provider("aes-generated", Map.of()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> provider(String id, Map<String, List<String>> config) {
        return Map.of("name", id, "providerId", id, "config", config);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KeyStore keys() {
        try {
            return generated();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By {@code keytool}: Java's API makes no certificates. */
    private static KeyStore generated() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("realm-keys");
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=tests",
                        "-validity",
                        "2",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(keytool.onExit().join().exitValue()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, PASSWORD.toCharArray());
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
        return keys;
    }
}
