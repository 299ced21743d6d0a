package io.mycli.keycloak.apitoken.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folded form of names: names that look alike have the same form. The command line client has a copy of the
 * folding. Both are tested with the same names ({@code alike-names.txt}).
 */
final class FoldedName {

    /** Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt of 16.0.0), which the JDK lacks. */
    static final String IGNORABLE = "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F"
            + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
            + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}";

    /** The symbols and letters with a blank glyph: Braille, note head, hieroglyphs, replaced object. */
    private static final String BLANK = "\\u2800\\uFFFC\\x{1D159}\\x{13441}\\x{13442}";

    private static final Pattern IGNORABLES = Pattern.compile("[" + IGNORABLE + "]+");

    private static final Pattern VISIBLE =
            Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Mn}\\p{Me}" + BLANK + IGNORABLE + "]");

    private FoldedName() {}

    /** Returns whether a text has a visible character. Spaces and accents alone are not visible. */
    static boolean isVisible(String text) {
        return VISIBLE.matcher(text).find();
    }

    /**
     * Returns the folded form. Names have the same form if they differ only in case, compatibility characters, default
     * ignorables and outer blanks. Unicode calls it NFKC_Casefold. The JDK has no case folding. Upper case, then lower
     * case, repeated until nothing changes, equates the same characters, and the dotless i with the others.
     */
    static String of(String name) {
        String previous;
        String folded = name;
        do {
            previous = folded;
            String visible = IGNORABLES.matcher(previous).replaceAll("");
            folded = Normalizer.normalize(visible, Normalizer.Form.NFKC)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT)
                    .strip();
        } while (!folded.equals(previous));
        return folded;
    }
}
