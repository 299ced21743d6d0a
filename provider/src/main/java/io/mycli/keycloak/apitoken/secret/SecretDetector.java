package io.mycli.keycloak.apitoken.secret;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The search for secrets of one tag in a text. It finds them also in another case, in full-width forms,
 * percent-encoded, in quotes or cut short. Blanks, line ends and invisible characters in them do not matter.
 *
 * <p>Each step reads its input once, so the time is linear in the length of the text. This is why each character is
 * decomposed on its own: {@link Normalizer} sorts runs of combining marks, which takes quadratic time.
 */
final class SecretDetector {

    /**
     * The digits after the tag that count as a secret: a third of all. The token prefix, which is public, has six
     * digits.
     */
    static final int MIN_DIGITS = 16;

    /** The number of times that a text is percent-decoded: {@code %255F} is an underscore that was encoded twice. */
    private static final int MAX_DECODINGS = 3;

    /** The replacement of every character that is neither ASCII nor ignored. No secret contains it. */
    private static final char OTHER = '\uFFFD';

    private static final String QUOTES = "\"'`\\\u201A\u201E";

    private final Pattern secret;

    /**
     * Creates a detector of one tag.
     *
     * @param start the tag and its underscore
     */
    SecretDetector(String start) {
        this.secret = Pattern.compile(Pattern.quote(start) + "_*+[0-9a-f]{" + MIN_DIGITS + "}");
    }

    /** Returns whether the text contains a secret, or a third of one behind its tag. */
    boolean finds(String text) {
        String folded = fold(text);
        for (int i = 0; i < MAX_DECODINGS && folded.indexOf('%') >= 0 && !hasSecret(folded); i++) {
            folded = fold(decode(folded));
        }
        return hasSecret(folded);
    }

    /** Returns whether a {@link #fold folded} text contains a secret. */
    boolean hasSecret(CharSequence folded) {
        return secret.matcher(folded).find();
    }

    /** Returns the text in lower-case ASCII, without quotes, blanks, line ends, marks and invisible characters. */
    static String fold(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().filter(codePoint -> !isIgnored(codePoint)).forEach(codePoint -> {
            if (codePoint < 0x80) {
                folded.append((char) codePoint);
            } else {
                foldBeyondAscii(codePoint, folded);
            }
        });
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    private static void foldBeyondAscii(int codePoint, StringBuilder folded) {
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> !isIgnored(part))
                .forEach(part -> folded.append(part < 0x80 ? (char) part : OTHER));
    }

    /** Returns whether the character is invisible, or is often added by copy and paste. */
    static boolean isIgnored(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> QUOTES.indexOf(codePoint) >= 0 || isFiller(codePoint);
        };
    }

    /**
     * Returns whether the character is a letter without a shape. These letters have Unicode's property
     * Default_Ignorable_Code_Point.
     */
    private static boolean isFiller(int codePoint) {
        return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
    }

    /** Returns the text with each percent-encoded ASCII character decoded once. */
    static String decode(CharSequence text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int code = character == '%' && i + 2 < text.length() ? code(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            if (code >= 0 && code < 0x80) {
                decoded.append((char) code);
                i += 2;
            } else {
                decoded.append(character);
            }
        }
        return decoded.toString();
    }

    private static int code(char high, char low) {
        return Character.digit(high, 16) << 4 | Character.digit(low, 16);
    }
}
