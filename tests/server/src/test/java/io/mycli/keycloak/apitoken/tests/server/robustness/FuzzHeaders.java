package io.mycli.keycloak.apitoken.tests.server.robustness;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Header fields with values that no client should send. */
final class FuzzHeaders {

    /** What is read by us, by Keycloak or by JAX-RS on the way to us, with values that have a meaning. */
    private static final Map<String, List<String>> MEANT = Map.of(
            "Accept",
            List.of("application/json", "application/jwt", "text/html", "*/*", "image/png", "a/b/c", "text/*;q=9", ";"),
            "Accept-Language",
            List.of("de", "*", "xx-YY-zz-abcdefghi", "de;q=x", "en,de,,", "-"),
            "Content-Encoding",
            List.of("gzip", "deflate", "br", "identity", "gzip, gzip", "nonsense"),
            "Content-Type",
            List.of(
                    "application/json",
                    "application/json;charset=utf-16",
                    "application/json;charset=nonsense",
                    "application/x-www-form-urlencoded",
                    "application/x-www-form-urlencoded;charset=utf-7",
                    "application/merge-patch+json",
                    "multipart/form-data",
                    "multipart/form-data;boundary=a",
                    "text/plain",
                    "*/*",
                    "a/b/c",
                    "nonsense",
                    ";"),
            "Cookie",
            List.of("KEYCLOAK_IDENTITY=a", "a", "=", ";;;", "KEYCLOAK_LOCALE=\"", "AUTH_SESSION_ID=../.."),
            "Origin",
            List.of(
                    "null",
                    "https://app.example.com",
                    "https://evil.example.com",
                    "http://[",
                    "*",
                    "file://",
                    "https://"));

    private final Fuzz fuzz;

    FuzzHeaders(Fuzz fuzz) {
        this.fuzz = fuzz;
    }

    static List<String> names() {
        return MEANT.keySet().stream().sorted().toList();
    }

    /** The request with that header: once, twice or not at all. */
    RawRequest spoil(RawRequest request, String name) {
        RawRequest spoilt = request.without(name);
        for (int i = fuzz.oneOf(0, 1, 1, 1, 1, 1, 1, 2); i > 0; i--) {
            spoilt = spoilt.with(name, fuzz.line(value(name)));
        }
        return spoilt;
    }

    private String value(String name) {
        List<String> meant = MEANT.get(name);
        String one = meant.get(fuzz.below(meant.size()));
        return switch (fuzz.below(8)) {
            case 0, 1, 2 -> one;
            case 3, 4 -> fuzz.like(one);
            case 5 -> (one + ",").repeat(1 + fuzz.below(200));
            case 6 -> fuzz.oneIn(5) ? "a".repeat(fuzz.oneOf(9_000, 70_000)) : fuzz.huge();
            default -> fuzz.text();
        };
    }

    /** The request with another {@code Authorization} than the right one. */
    RawRequest spoilAuthorization(RawRequest request, String right, String secret) {
        RawRequest spoilt = request.without("Authorization");
        for (int i = fuzz.oneOf(0, 1, 1, 1, 1, 1, 1, 1, 2, 3); i > 0; i--) {
            spoilt = spoilt.with("Authorization", fuzz.line(authorization(right, secret)));
        }
        return spoilt;
    }

    private String authorization(String right, String secret) {
        String credentials = right.substring(right.indexOf(' ') + 1);
        String scheme = right.substring(0, right.indexOf(' '));
        return switch (fuzz.below(12)) {
            case 0, 1 -> fuzz.like(right);
            case 2, 3 -> scheme + " " + spoilParts(credentials);
            case 4 -> fuzz.like(scheme) + " " + credentials;
            case 5 ->
                fuzz.oneOf("Basic", "Digest", "Negotiate", "DPoP", "Bearer", "bearer", "Token") + " " + credentials;
            case 6 -> scheme + fuzz.oneOf("  ", "\t", "", " \u00a0", "=", " , ", ",", "\u0000") + credentials;
            case 7 ->
                fuzz.oneOf(scheme, scheme + " ", "", " ", ",", "Basic Og==", "Basic Og", "Basic :", "Basic \u00ff");
            case 8 -> fuzz.oneOf("Bearer ", "DPoP ", "bearer ", "Bearer Bearer ") + fuzz.likeSecret(secret);
            case 9 -> scheme + " " + unsigned();
            case 10 ->
                fuzz.oneIn(4) ? scheme + " " + "a".repeat(fuzz.oneOf(9_000, 70_000)) : scheme + " " + fuzz.huge();
            default -> fuzz.text();
        };
    }

    /** The parts of a JWT, of which one is anything. */
    private String spoilParts(String credentials) {
        String[] parts = credentials.split("\\.", -1);
        int at = fuzz.below(parts.length);
        parts[at] = fuzz.oneIn(3) ? fuzz.text() : fuzz.like(parts[at]);
        return String.join(".", parts);
    }

    /** A JWT that nobody signed. */
    private String unsigned() {
        String header = fuzz.oneOf("""
                        {"alg":"none"}""", """
                        {"alg":"none","typ":"JWT"}""", """
                        {"alg":"HS256","kid":"../../x"}""", """
                        {"alg":"RS256","kid":null}""", """
                        {"alg":7}""", """
                        {"alg":"nonsense"}""", "[]", "[".repeat(900), "{}", fuzz.text());
        String payload = fuzz.oneOf("{}", "null", "[]", """
                        {"exp":"a"}""", """
                        {"exp":1e99}""", """
                        {"typ":"Bearer","azp":"my-cli"}""", "\"");
        return base64(header) + "." + base64(payload) + "." + fuzz.oneOf("", "AAAA", "\u00ff", base64(fuzz.text()));
    }

    private static String base64(String bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
