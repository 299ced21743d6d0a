package io.mycli.cli;

import java.util.regex.Pattern;

/** Recognition of API token secrets with any tag, so that no output repeats one. */
public final class Secrets {

    private static final Pattern SECRET = Pattern.compile("([A-Za-z0-9]{1,16}_[0-9a-f]{6})[0-9a-f]{42}");

    /** The length of a token prefix, which the server stores in clear. */
    private static final int PREFIX_LENGTH = 10;

    private Secrets() {}

    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** Returns the text with each secret cut to its token prefix; null for null. */
    public static String shortened(String text) {
        return text == null ? null : SECRET.matcher(text).replaceAll("$1...");
    }

    /** Returns the token prefix of a bearer, or a placeholder if it is no API token. */
    public static String prefixOf(String bearer) {
        return isSecret(bearer) ? bearer.substring(0, PREFIX_LENGTH) : "(not an API token)";
    }
}
