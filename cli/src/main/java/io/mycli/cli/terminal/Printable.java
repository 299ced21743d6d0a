package io.mycli.cli.terminal;

/** Text from a server, made harmless: what would steer a terminal, or turn its text around, is shown as its number. */
public final class Printable {

    private Printable() {}

    /** One line of it. */
    public static String line(String text) {
        return text == null ? "" : escaped(text, false);
    }

    /** As many lines as it has. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepLines) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c) || (keepLines && (c == '\n' || c == '\t'))) {
                printable.appendCodePoint(c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return printable.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
