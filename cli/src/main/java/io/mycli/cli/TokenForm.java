package io.mycli.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** The form of API tokens, with any tag, and the usual ways to spoil one on its way into a variable or a file. */
final class TokenForm {

    private static final int RANDOM_DIGITS = 40;
    private static final int DIGITS = 48;

    private static final Pattern TAG_AND_DIGITS = Pattern.compile("[a-z][a-z0-9]{1,7}_[0-9a-f]*");
    private static final String QUOTES = "\"'`\u00AB\u00BB\u2018\u2019\u201A\u201C\u201D\u201E";
    private static final String COPY = "Copy the whole token again, or create another one: my cli token create NAME";
    private static final String ONLY_TOKEN = "Set only the token, for example myc_3f12c4 and 42 more digits.";

    /** What may be wrong, in the order in which it is looked for; the first that applies is told. */
    private static final List<Fault> FAULTS = List.of(
            new Fault(String::isEmpty, "is empty.", ONLY_TOKEN),
            new Fault(
                    matching("(?s).*\u0000.*"),
                    "is in UTF-16.",
                    "Write it as ASCII or UTF-8; in PowerShell: Set-Content -Encoding ascii"),
            new Fault(
                    text -> text.startsWith("\uFEFF"),
                    "begins with a byte order mark.",
                    "Write it as UTF-8 without one; in PowerShell: Set-Content -Encoding ascii"),
            new Fault(
                    matching("(?s)['\"]?(\\$.*|%\\w+%)"),
                    "is the name of a variable instead of its value.",
                    "Check that the variable exists and that your shell or CI system replaces it."),
            new Fault(matching("(?s)<.*>"), "is a placeholder.", "Replace it by the token that was printed."),
            new Fault(
                    matching("(?si).*(\\*{3}|\\.{3}|\u2026|\u2022|\\[(masked|redacted|hidden)]|x{8}).*"),
                    "is only a mask or the prefix of a token.",
                    COPY),
            new Fault(
                    matching("(?si)(export\\s|set\\s|bearer\\s|authorization:|token:|\\w+=).*"),
                    "has other words before the token.",
                    ONLY_TOKEN),
            new Fault(
                    text -> QUOTES.indexOf(text.charAt(0)) >= 0 || QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0,
                    "has quotes around the token.",
                    "Remove the quotes from the value."),
            new Fault(matching("(?s).*[\r\n].*"), "has more than one line.", ONLY_TOKEN),
            new Fault(
                    text -> text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)),
                    "has a blank.",
                    "Remove blanks before, in and after the token."),
            new Fault(matching(".*[;,]"), "has a semicolon or a comma after the token.", "Remove it."),
            new Fault(
                    text -> text.chars().anyMatch(c -> c < ' ' || c > '~'),
                    "has characters that no token has.",
                    ONLY_TOKEN),
            new Fault(
                    matching("eyJ[\\w-]*\\.[\\w-]*\\.[\\w-]*"),
                    "is a JWT, not an API token.",
                    "Create an API token: my cli token create NAME"),
            new Fault(
                    text -> !TAG_AND_DIGITS.matcher(text).matches()
                            && TAG_AND_DIGITS
                                    .matcher(text.toLowerCase(Locale.ROOT))
                                    .matches(),
                    "has upper-case letters, which no token has.",
                    COPY),
            new Fault(text -> !TAG_AND_DIGITS.matcher(text).matches(), "is no API token.", ONLY_TOKEN),
            new Fault(text -> digits(text).length() < DIGITS, "is cut short.", COPY),
            new Fault(text -> digits(text).length() > DIGITS, "is longer than a token.", COPY),
            new Fault(text -> !hasChecksum(digits(text)), "is mistyped: its checksum is wrong.", COPY));

    private TokenForm() {}

    private record Fault(Predicate<String> applies, String message, String hint) {}

    /**
     * Returns the text if it has the form of an API token.
     *
     * @param source the name of the variable, for the message, which has nothing of the text
     * @throws CliException if it has another form
     */
    static String require(String source, String text) {
        for (Fault fault : FAULTS) {
            if (fault.applies().test(text)) {
                throw CliException.usage(source + " " + fault.message(), fault.hint());
            }
        }
        return text;
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static String digits(String token) {
        return token.substring(token.indexOf('_') + 1);
    }

    private static boolean hasChecksum(String digits) {
        CRC32 crc = new CRC32();
        crc.update(digits.substring(0, RANDOM_DIGITS).getBytes(US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue()).equals(digits.substring(RANDOM_DIGITS));
    }
}
