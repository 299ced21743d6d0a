package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxy of the variables {@code HTTPS_PROXY} and {@code NO_PROXY}, as curl reads them. Plain HTTP
 * goes to this machine only, and needs none.
 */
public final class ProxySettings {

    /** No proxy but that of Java's properties. */
    public static final ProxySettings NONE = new ProxySettings(name -> Optional.empty());

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final int DEFAULT_PORT = 1080;

    static {
        // Otherwise Java sends no user to a proxy for TLS. It reads the property before its first connection.
        String property = "jdk.http.auth.tunneling.disabledSchemes";
        System.setProperty(property, System.getProperty(property, ""));
    }

    private final Function<String, Optional<String>> variables;

    /** @param variables returns the value of a variable of the environment, unless it is blank */
    public ProxySettings(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /**
     * Returns the proxy for a URL; empty if the variables name none, so that Java's own properties apply.
     *
     * @throws CliException if the URL of the proxy is invalid
     */
    Optional<Proxy> proxy(URI uri) {
        if (isLocal(uri)) {
            return Optional.of(Proxy.NO_PROXY);
        }
        return named("https_proxy", "HTTPS_PROXY").map(url -> isExcepted(uri) ? Proxy.NO_PROXY : proxy(url));
    }

    /**
     * Returns the value of {@code Proxy-Authorization} for a URL; empty if its proxy has no user.
     *
     * @throws CliException if the URL of the proxy is invalid
     */
    Optional<String> authorization(URI uri) {
        return url(uri).map(url -> parse(url).getRawUserInfo())
                .map(info -> decoded(info.contains(":") ? info : info + ":"))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    /** Returns the URL of the proxy for a URL. */
    private Optional<String> url(URI uri) {
        return isLocal(uri) || isExcepted(uri) ? Optional.empty() : named("https_proxy", "HTTPS_PROXY");
    }

    private static boolean isLocal(URI uri) {
        return !"https".equalsIgnoreCase(uri.getScheme()) || ServerUrl.isLoopback(uri.getHost());
    }

    private Optional<String> named(String... names) {
        return Arrays.stream(names).map(variables).flatMap(Optional::stream).findFirst();
    }

    private boolean isExcepted(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? 443 : uri.getPort();
        return named("no_proxy", "NO_PROXY").stream()
                .flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .anyMatch(exception -> covers(exception, host, port));
    }

    /** An exception is a host, which covers its subdomains, with a port or without, or {@code *}. */
    private static boolean covers(String exception, String host, int port) {
        String domain = exception.replaceFirst(":" + port + "$", "").replaceFirst("^\\*?\\.", "");
        return exception.equals("*") || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)));
    }

    private static Proxy proxy(String url) {
        URI uri = parse(url);
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            throw invalid();
        }
        if (uri.getRawUserInfo() != null) {
            authenticate(uri.getHost(), uri.getRawUserInfo());
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
    }

    private static URI parse(String url) {
        try {
            return new URI(SCHEME.matcher(url).matches() ? url.strip() : "http://" + url.strip());
        } catch (URISyntaxException e) {
            // Its message has the URL, which may have a password.
            throw invalid();
        }
    }

    private static CliException invalid() {
        return CliException.usage(
                "The proxy of HTTPS_PROXY is no URL of an HTTP proxy.",
                "Use a URL such as http://proxy.example.com:3128");
    }

    /** Sets the user of the proxy, and of nothing else. */
    private static void authenticate(String host, String userInfo) {
        String[] words = userInfo.split(":", 2);
        String user = decoded(words[0]);
        char[] password = (words.length > 1 ? decoded(words[1]) : "").toCharArray();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                boolean proxy = getRequestorType() == RequestorType.PROXY && host.equals(getRequestingHost());
                return proxy ? new PasswordAuthentication(user, password) : null;
            }
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
