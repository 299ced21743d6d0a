package io.mycli.keycloak.apitoken.mail;

import java.util.regex.Pattern;

/**
 * A token's name as mails show it, between quotes. The owner, or somebody in the owner's name, chose it and may want
 * the reader to follow a link: mail clients turn any text that looks like an address into a link.
 */
final class QuotedName {

    /**
     * The characters that join the parts of a URL, a host, a mail address or a Windows share. This includes the forms
     * that browsers treat alike.
     */
    private static final Pattern JOINT = Pattern.compile(
            "([.:@\\\\\\u3002\\uFF0E\\uFF61\\u2024\\uFE52\\uFF1A\\uFE55\\uFE13\\uFF20\\uFE6B\\uFF3C\\uFE68])(?=\\S)");

    private static final Pattern QUOTE =
            Pattern.compile("[\"\\u00AB\\u00BB\\u201C-\\u201F\\u2033\\u301D-\\u301F\\uFF02]");

    /** Control characters, blanks and line breaks. */
    private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\s]+");

    /**
     * Invisible characters, such as those that reverse a line. Joiners are left, because some scripts and emoji need
     * them.
     */
    private static final Pattern FORMAT = Pattern.compile("[\\p{Cf}&&[^\\u200C\\u200D]]");

    private QuotedName() {}

    /** Returns the name on one line. {@code https://a.example} becomes {@code https[:]//a[.]example}. */
    static String of(String name) {
        String line = BREAK.matcher(FORMAT.matcher(name).replaceAll("")).replaceAll(" ");
        return JOINT.matcher(QUOTE.matcher(line.strip()).replaceAll("'")).replaceAll("[$1]");
    }
}
