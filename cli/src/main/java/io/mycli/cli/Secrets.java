package io.mycli.cli;

import java.util.regex.Pattern;

/** Recognises secrets of API tokens, whatever their tag, so that none is repeated where somebody else can read it. */
public final class Secrets {

    private static final Pattern SECRET = Pattern.compile("([A-Za-z0-9]{1,16}_[0-9a-f]{6})[0-9a-f]{42}");

    /** As many characters of a secret as the server keeps in clear. */
    private static final int PREFIX_LENGTH = 10;

    private Secrets() {}

    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** The text with every secret in it cut down to its prefix. */
    public static String shortened(String text) {
        return text == null ? null : SECRET.matcher(text).replaceAll("$1...");
    }

    /** What may be shown of a bearer that may be anything. */
    public static String prefixOf(String bearer) {
        return isSecret(bearer) ? bearer.substring(0, PREFIX_LENGTH) : "(not of the form of an API token)";
    }
}
