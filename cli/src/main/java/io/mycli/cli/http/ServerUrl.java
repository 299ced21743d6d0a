package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.regex.Pattern;

/** The base URL of a server that credentials may be sent to: HTTPS, or HTTP on this machine. No slash at its end. */
public record ServerUrl(URI uri) {

    private static final Pattern REALM = Pattern.compile(".*/realms/[^/]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** The address of what {@code what} names, for the sentence of a refusal. */
    public static ServerUrl of(String url, String what) {
        URI uri = parse(url, what);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw CliException.usage("The " + what + " " + url + " is no URL of a server.", "It begins with https://");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw CliException.usage(
                    "The " + what + " URL has more than a host and a path.", "Leave out user, query and fragment.");
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw CliException.usage(
                    "The " + what + " " + url + " is plain HTTP: whoever listens would have your credentials.",
                    "Use https://");
        }
        return new ServerUrl(uri);
    }

    /** The issuer of a Keycloak realm. */
    public static ServerUrl ofIssuer(String url) {
        ServerUrl address = of(url, "issuer");
        if (!REALM.matcher(address.uri.getRawPath()).matches()) {
            throw CliException.usage(
                    "The issuer " + url + " has no realm.", "An issuer looks like https://HOST/realms/REALM");
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
            throw CliException.usage("The " + what + " " + url + " is not a URL.", "It begins with https://");
        }
    }

    /** What is below it. */
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    /** A part of a path, or the value of a parameter. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
