package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate that it has signed itself.
 *
 * @param file the key store, which serves as a trust store, too
 */
record TestCertificate(Path file) {

    private static final String PASSWORD = "changeit";

    /** Makes one for a host, in the home of a shell. */
    static TestCertificate of(String host, Shell shell) {
        Path file = shell.home().resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Piped made = shell.run(keytool + " -genkeypair -alias a -keyalg EC -dname CN=" + host + " -ext san=dns:" + host
                + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file);
        assertThat(made.exitCode()).as(made.errors()).isZero();
        return new TestCertificate(file);
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
