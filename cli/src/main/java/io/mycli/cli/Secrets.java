package io.mycli.cli;

import java.util.regex.Pattern;

/** Recognition of API token secrets with any tag, so that no output repeats one. */
public final class Secrets {

    private static final Pattern SECRET = Pattern.compile("([A-Za-z0-9]{1,16}_[0-9a-f]{6})[0-9a-f]{42}");

    private Secrets() {}

    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** Returns the text with each secret cut to its token prefix; null for null. */
    public static String shortened(String text) {
        return text == null ? null : SECRET.matcher(text).replaceAll("$1...");
    }

    /** Returns the token prefix of a secret: the tag and the first six digits, which the server stores in clear. */
    static String prefixOf(String secret) {
        return SECRET.matcher(secret).replaceFirst("$1");
    }
}
