package io.mycli.keycloak.apitoken.tests.server.robustness;

import static io.mycli.keycloak.apitoken.tests.server.robustness.RawRequest.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

/** JSON that is odd, hostile, or not JSON after all. */
final class FuzzJson {

    private final Fuzz fuzz;

    FuzzJson(Fuzz fuzz) {
        this.fuzz = fuzz;
    }

    /**
     * An object in which one member is anything.
     *
     * @param member its name
     * @param plausible what it might be
     * @param others the other members, written out, each with a comma at its end
     */
    String object(String member, String plausible, String others) {
        String name = "\"" + member + "\":";
        return switch (fuzz.below(12)) {
            case 0 -> "{" + others + name + value() + "," + name + value() + "}";
            case 1 -> "{" + others + name + "\"a\",\"" + escaped(member) + "\":" + value() + "}";
            case 2 -> "{" + others + "\"" + fuzz.like(member).replaceAll("[\"\\\\]", "") + "\":" + value() + "}";
            case 3, 4 -> "{" + others + name + quoted(fuzz.like(plausible)) + "}";
            case 5 -> whole("{" + others + name + quoted(plausible) + "}");
            default -> "{" + others + name + value() + "}";
        };
    }

    /** An object in which all is as it should be, but for what the text is. */
    static String object(String member, String text) {
        return "{\"" + member + "\":" + quoted(text) + "}";
    }

    /** The same JSON, spoilt as a whole. */
    String whole(String json) {
        int at = fuzz.below(json.length());
        return switch (fuzz.below(12)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + fuzz.text() + json.substring(at);
            case 2 -> json + fuzz.oneOf("}", "]", "{}", ",", "null", "\u0000", fuzz.text());
            case 3 -> bytes("\ufeff") + json;
            case 4 -> new String(json.getBytes(UTF_16LE), ISO_8859_1);
            case 5 -> "\u00ff\u00fe" + new String(json.getBytes(UTF_16LE), ISO_8859_1);
            case 6 -> fuzz.oneOf("[", "(", "/**/", "//\n", "#\n", ")]}',\n") + json;
            case 7 -> "[" + json + "]";
            case 8 -> json.replace('"', '\'');
            case 9 -> json.replace("\"", "");
            case 10 -> json + " ".repeat(fuzz.oneOf(100, 16 * 1024, 17 * 1024, 200 * 1024));
            default -> fuzz.text();
        };
    }

    private String value() {
        return switch (fuzz.below(10)) {
            case 0 -> fuzz.oneOf("null", "true", "false", "[]", "{}", "[[]]", """
                    ["a"]""", """
                    {"a":"a"}""", "");
            case 1 ->
                fuzz.oneOf("0", "-0", "1", "-1", "1.5", "1e5", "1e999", "-1e-999", "0x1", "01", "NaN", "Infinity");
            case 2 -> "9".repeat(fuzz.oneOf(10, 20, 400, 1001, 5000)) + fuzz.oneOf("", ".9", "e9", "e999999999");
            case 3 -> nested(fuzz.oneOf(10, 500, 999, 1000, 1001, 4000));
            case 4 -> "\"" + fuzz.oneOf("\\ud83d", "\\ude80", "\\ude80\\ud83d", "\\u0000", "\\u202e", "\\ufeff") + "\"";
            case 5 ->
                "\"" + fuzz.oneOf("\\", "\\u", "\\u12", "\\x41", "\\'", "\\uzzzz", "\n", "\u0000", "\u007f") + "\"";
            case 6 -> "\"" + fuzz.text();
            case 7 -> quoted("a".repeat(fuzz.oneOf(63, 64, 100, 101, 4000, 16 * 1024, 70 * 1024)));
            default -> quoted(fuzz.text());
        };
    }

    private String nested(int depth) {
        String open = fuzz.oneOf("[", "{\"a\":");
        return open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            escaped.append(String.format("\\u%04x", (int) text.charAt(i)));
        }
        return escaped.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
