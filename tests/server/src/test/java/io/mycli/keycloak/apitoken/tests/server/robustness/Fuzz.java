package io.mycli.keycloak.apitoken.tests.server.robustness;

import static io.mycli.keycloak.apitoken.tests.server.robustness.RawRequest.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that no client should send: malformed, oversized, repeated, mis-encoded. What it makes follows from its seed. All
 * strings are of bytes, as {@link RawRequest} has them.
 */
final class Fuzz {

    private static final String[] TEXTS = {
        "",
        " ",
        "\t",
        "null",
        "undefined",
        "true",
        "0",
        "-1",
        "1e400",
        "999999999999999999999",
        "a",
        "'",
        "\"",
        "\\",
        "' or '1'='1",
        "%",
        "%s%n%x",
        "${jndi:ldap://127.0.0.1/a}",
        "${vault.a}",
        "../../../etc/passwd",
        "<script>alert(1)</script>",
        bytes("\u0000"),
        bytes("a\u0000b"),
        bytes("a\rb"),
        bytes("\u0007\u001b[31m"),
        bytes("\u0085\u2028\u2029"),
        bytes("\ufeff"),
        bytes("\ufffe\uffff"),
        bytes("\u202eabc\u202c\u2066"),
        bytes("e\u0301\u0301\u0301\u0301\u0301"),
        bytes("\u00e4\u00df\u0130\u0131\u03a3\u03c2"),
        bytes("\u0663\uff11\uff41"),
        bytes("\ud83d\ude80\u200d\ud83d\udc69\ud83c\udffd"),
        bytes("\udbff\udfff"),
    };

    /** Bytes that are not UTF-8. */
    private static final String[] BROKEN = {
        "\u00ff",
        "\u00c0\u00af",
        "\u00e4",
        "\u00e2\u0082",
        "\u00ed\u00a0\u00bd",
        "\u00f8\u0088\u0080\u0080\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u0080",
    };

    private final SplittableRandom random;

    Fuzz(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Anything at all. */
    String text() {
        return switch (below(8)) {
            case 0, 1, 2 -> oneOf(TEXTS);
            case 3 -> oneOf(TEXTS) + oneOf(TEXTS);
            case 4 -> oneOf(BROKEN);
            case 5 -> "a" + oneOf(BROKEN) + oneOf(TEXTS);
            case 6 -> noise(1 + below(40));
            default -> huge();
        };
    }

    /** Long, but not for long. */
    String huge() {
        String unit = oneOf("a", "%00", "\"", "\\", bytes("\ud83d\ude80"), oneOf(BROKEN), "[", "{\"a\":");
        return unit.repeat(oneOf(101, 255, 1025, 4000) / unit.length() + 1);
    }

    private String noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** Fit for a line of the head: a line feed would end it, and begin another request. */
    String line(String text) {
        return text.replace('\n', ' ');
    }

    /** Something like the value, but not it; or it, now and then, for a check that lets everything pass as well. */
    String like(String value) {
        int at = below(value.length());
        return switch (below(14)) {
            case 0 -> value.substring(0, at);
            case 1 -> value.substring(at);
            case 2 -> value + oneOf("0", "a", "f", "0".repeat(1 + below(60)), value);
            case 3 -> value.toUpperCase(Locale.ROOT);
            case 4 -> value.substring(0, at) + value.substring(at).toUpperCase(Locale.ROOT);
            case 5 -> value.substring(0, at) + oneOf("0", "8", "f", "g", "-", "_", ".") + value.substring(at + 1);
            case 6 -> value.substring(0, at) + oneOf(TEXTS) + value.substring(at);
            case 7 -> value.substring(0, at) + oneOf(BROKEN) + value.substring(at + 1);
            case 8 -> oneOf(" ", "\t", "\r", "\u00a0", bytes("\ufeff"), "\"", "\u0000") + value;
            case 9 -> value + oneOf(" ", "\t", "\r", "\u00a0", bytes("\u200b"), "\"", "\u0000", ",", ";a=b");
            case 10 -> value + oneOf(",", ", ", " ", ";", "&", "") + value;
            case 11 -> new StringBuilder(value).reverse().toString();
            case 12 -> value;
            default -> text();
        };
    }

    /** Something like the secret; see {@link #like}. */
    String likeSecret(String secret) {
        String digits = secret.substring(4);
        return switch (below(9)) {
            case 0 -> oneOf("my_", "mycc_", "MYC_", "Myc_", "myc-", "myc", "abc_", "_", "", "ghp_", "myc__") + digits;
            case 1 -> secret.substring(0, 44) + noiseDigits(8);
            case 2 -> secret.substring(0, 43) + noiseDigits(1) + secret.substring(44);
            case 3 -> "myc_" + noiseDigits(oneOf(0, 1, 39, 40, 47, 48, 49, 200, 6000));
            case 4 -> Secrets.unknown();
            case 5 -> "myc_" + text();
            default -> like(secret);
        };
    }

    /** The secret as people paste it into the wrong field: still to be recognised, so that it is not kept. */
    String misplaced(String secret) {
        int at = 5 + below(secret.length() - 5);
        return switch (below(8)) {
            case 0 -> secret.toUpperCase(Locale.ROOT);
            case 1 -> secret.replace("_", oneOf("%5F", "%5f", "%255F", "\\_", bytes("\uff3f")));
            case 2 -> secret.substring(0, 20 + below(32));
            case 3 ->
                secret.substring(0, at) + oneOf(" ", "\t", "\r", bytes("\u200b\u00ad\ufeff")) + secret.substring(at);
            case 4 ->
                oneOf("\"", "'", "Bearer ", "token=", "alice:", bytes("\ufeff")) + secret + oneOf("\"", "'", "\n", "");
            case 5 -> text() + " " + secret;
            case 6 -> secret + text();
            default -> secret;
        };
    }

    private String noiseDigits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(Character.forDigit(below(16), 16));
        }
        return digits.toString();
    }

    /**
     * Percent-encoded for a form or a URL: rightly, more than needed, or wrongly. What cannot be decoded is logged by
     * JAX-RS, as it stands, so the value is then one that no search would find.
     */
    String encoded(String value) {
        return switch (below(8)) {
            case 0 -> percent(value, true) + oneOf("%", "%0", "%zz", "%%", "%u0041", "%-1", "%c0%ae", "%ff");
            case 1 -> value.replaceAll("[%&+= \\r\\n]", "");
            case 2 -> percent(value, true);
            case 3 -> percent(percent(value, false), false);
            default -> percent(value, false);
        };
    }

    /** What a server that decodes a form leniently finds in it. */
    static String decoded(String form) {
        return Pattern.compile("%([0-9a-fA-F]{2})")
                .matcher(form)
                .replaceAll(byteOf ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(byteOf.group(1), 16))));
    }

    /** Of each byte that needs it, or of all. */
    static String percent(String value, boolean all) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            encoded.append(plain && !all ? String.valueOf(c) : String.format("%%%02x", (int) c));
        }
        return encoded.toString();
    }
}
