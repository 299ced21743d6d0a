package io.mycli.cli.http;

import io.mycli.cli.CliException;
import io.mycli.cli.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** A request without a complete response. */
public final class ConnectionFailure extends CliException {

    private static final long serialVersionUID = 1;

    private final boolean sent;

    private ConnectionFailure(String message, String hint, IOException cause, boolean sent) {
        super(ExitCode.FAILED, message, hint, cause);
        this.sent = sent;
    }

    /** Returns whether the request may have reached the server. */
    public boolean mayHaveHadEffect() {
        return sent;
    }

    static ConnectionFailure of(Request request, IOException cause, boolean sent) {
        String url = request.uri().toString();
        if (String.valueOf(cause.getMessage()).contains("HTTP/1.1 407")) {
            return new ConnectionFailure(
                    url + " cannot be reached: the proxy requires a user and a password.",
                    "Set them: export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
                    cause,
                    false);
        }
        if (cause instanceof UnknownHostException) {
            return notReached(url, "the host " + request.uri().getHost() + " is unknown", cause);
        }
        if (cause instanceof SSLException) {
            return ofTls(url, cause);
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException || !sent) {
            return notReached(url, reason(cause), cause);
        }
        String what = cause instanceof SocketTimeoutException ? " did not answer in time." : " broke off its response.";
        return new ConnectionFailure(url + what, "Try again.", cause, true);
    }

    private static ConnectionFailure notReached(String url, String why, IOException cause) {
        return new ConnectionFailure(
                url + " cannot be reached: " + why + ".",
                "Check the address, the server and your network.",
                cause,
                false);
    }

    private static ConnectionFailure ofTls(String url, IOException cause) {
        if (String.valueOf(cause.getMessage()).contains("unrecognized SSL message")) {
            return notReached(url, "it does not use TLS", cause);
        }
        return new ConnectionFailure(
                url + " cannot be trusted: " + reason(cause) + ".",
                "For a private authority, set a trust store: " + "MY_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE",
                cause,
                false);
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        if (message.contains("PKIX") || message.contains("certificate")) {
            return "its certificate is from an unknown authority or for another name";
        }
        return cause instanceof SocketTimeoutException
                ? "it did not answer in time"
                : message.replace("(Connection refused)", "").strip().toLowerCase(Locale.ROOT);
    }
}
