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

/** No whole answer arrived. */
public final class ConnectionFailure extends CliException {

    private static final long serialVersionUID = 1;

    private final boolean sent;

    private ConnectionFailure(String message, String hint, IOException cause, boolean sent) {
        super(ExitCode.FAILED, message, hint, cause);
        this.sent = sent;
    }

    /** Whether the request may have reached the server, and so may have had its effect. */
    public boolean mayHaveHadEffect() {
        return sent;
    }

    static ConnectionFailure of(Request request, IOException cause, boolean sent) {
        String url = request.uri().toString();
        if (cause instanceof UnknownHostException) {
            return notReached(url, "there is no host " + request.uri().getHost(), cause);
        }
        if (cause instanceof SSLException) {
            return ofTls(url, cause);
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException || !sent) {
            return notReached(url, reason(cause), cause);
        }
        String what = cause instanceof SocketTimeoutException ? " did not answer in time." : " broke off its answer.";
        return new ConnectionFailure(url + what, "Try again.", cause, true);
    }

    private static ConnectionFailure notReached(String url, String why, IOException cause) {
        return new ConnectionFailure(
                url + " cannot be reached: " + why + ".",
                "Check the address, that the server runs, and your network.",
                cause,
                false);
    }

    private static ConnectionFailure ofTls(String url, IOException cause) {
        if (String.valueOf(cause.getMessage()).contains("unrecognized SSL message")) {
            return notReached(url, "it does not speak TLS", cause);
        }
        return new ConnectionFailure(
                url + " cannot be trusted: " + reason(cause) + ".",
                "If its certificate is of your own authority, give Java a trust store with it: "
                        + "MY_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE",
                cause,
                false);
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        if (message.contains("PKIX") || message.contains("certificate")) {
            return "its certificate is not from an authority that this Java knows, or not for this name";
        }
        return cause instanceof SocketTimeoutException
                ? "it did not answer in time"
                : message.replace("(Connection refused)", "").strip().toLowerCase(Locale.ROOT);
    }
}
