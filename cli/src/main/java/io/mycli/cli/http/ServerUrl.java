package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.regex.Pattern;

/** The base URL of a server that may get credentials: HTTPS, or HTTP on this machine. It does not end with a slash. */
public record ServerUrl(URI uri) {

    private static final Pattern REALM = Pattern.compile(".*/realms/[^/]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Parses a URL.
     *
     * @param what its name in the error
     */
    public static ServerUrl of(String url, String what) {
        URI uri = parse(url, what);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw CliException.usage(
                    "The " + what + " " + url + " is no URL of a server.", "Use a URL that begins with https://");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw CliException.usage(
                    "The " + what + " URL has a user, a query or a fragment.", "Use only a host and a path.");
        }
        if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            throw CliException.usage(
                    "The " + what + " " + url + " uses plain HTTP, which exposes your credentials.", "Use https://");
        }
        return new ServerUrl(uri);
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Parses the issuer of a Keycloak realm. */
    public static ServerUrl ofIssuer(String url) {
        ServerUrl address = of(url, "issuer");
        if (!REALM.matcher(address.uri.getRawPath()).matches()) {
            throw CliException.usage(
                    "The issuer " + url + " has no realm.", "Use a URL such as https://HOST/realms/REALM");
        }
        return address;
    }

    private static URI parse(String url, String what) {
        String stripped = url.strip();
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        try {
            return new URI(stripped);
        } catch (URISyntaxException e) {
            throw CliException.usage(
                    "The " + what + " " + url + " is not a URL.", "Use a URL that begins with https://");
        }
    }

    /** Returns the URL of a path below this one. */
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    /** Encodes a part of a path, or the value of a parameter. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
