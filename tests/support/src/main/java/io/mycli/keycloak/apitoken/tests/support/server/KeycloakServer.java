package io.mycli.keycloak.apitoken.tests.support.server;

/** The server under test, as a black box: what the tests need to know of it, wherever it runs. */
public interface KeycloakServer {

    /** The administrator of the master realm. */
    String ADMIN = "admin";

    /** Tokens that the server of the tests remembers: few, so that a test can ask about more. */
    int CACHE_SIZE = 200;

    /** The server of this test run. Starts it on first use; it is stopped with this process. */
    static KeycloakServer get() {
        return ServerUnderTest.get();
    }

    /** The version under test. */
    static String version() {
        return System.getProperty("kc.version");
    }

    /** Without a slash at the end. */
    String baseUrl();

    /** Of health and metrics, without a slash at the end. */
    String managementUrl();

    /** Its database. */
    Database database();

    /** All that it has printed so far. */
    String log();

    /** The part of its log after a position, which is 0 or the end of an earlier part. */
    default LogPart logAfter(long position) {
        String log = log();
        return new LogPart(log.substring((int) Math.max(0, position - LogPart.OVERLAP)), log.length(), true);
    }

    /** The host under which it reaches a port of this process. */
    String hostOf(int port);
}
