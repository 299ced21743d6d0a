package io.mycli.keycloak.apitoken.tests.cli;

import io.mycli.keycloak.apitoken.tests.support.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate that it has signed itself.
 *
 * @param file the key store, which serves as a trust store, too
 */
record TestCertificate(Path file) {

    private static final String PASSWORD = "changeit";

    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();

    /** Makes one for a host, or returns the one that this run has made: each takes a second of a core. */
    static TestCertificate of(String host) {
        return MADE.computeIfAbsent(host, TestCertificate::make);
    }

    private static TestCertificate make(String host) {
        try {
            Path folder = Program.folder("certificate");
            Path file = folder.resolve("keys.p12");
            Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            Program.start(
                            folder,
                            Map.of(),
                            keytool.toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + host,
                            "-ext",
                            "san=dns:" + host,
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString())
                    .awaitSuccess();
            return new TestCertificate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the TLS of a server that has it. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Returns the options with which Java trusts it. */
    String trust() {
        return "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
    }
}
