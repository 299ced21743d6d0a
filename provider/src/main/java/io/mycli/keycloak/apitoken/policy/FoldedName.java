package io.mycli.keycloak.apitoken.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names by what they look like. The command line client has a copy of the folding, and both are tested with the same names
 * ({@code alike-names.txt}).
 */
final class FoldedName {

    /** Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt of 16.0.0), which the JDK does not have. */
    static final String IGNORABLE = "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F"
            + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
            + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}";

    /** Blank by their glyph, though Unicode has them as symbols and letters: Braille, note head, hieroglyphs, replaced object. */
    private static final String BLANK = "\\u2800\\uFFFC\\x{1D159}\\x{13441}\\x{13442}";

    private static final Pattern IGNORABLES = Pattern.compile("[" + IGNORABLE + "]+");

    private static final Pattern VISIBLE =
            Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Mn}\\p{Me}" + BLANK + IGNORABLE + "]");

    private FoldedName() {}

    /** Returns whether a text has a character that leaves a mark by itself: spaces and accents do not. */
    static boolean isVisible(String text) {
        return VISIBLE.matcher(text).find();
    }

    /**
     * Returns the form that names have in common if they differ only in case, compatibility characters, default ignorables
     * and outer blanks. Unicode calls it NFKC_Casefold. The JDK has no case folding; upper case, then lower case, again
     * until nothing changes, equates the same characters, and the dotless i with the others.
     */
    static String of(String name) {
        String before;
        String folded = name;
        do {
            before = folded;
            String visible = IGNORABLES.matcher(before).replaceAll("");
            folded = Normalizer.normalize(visible, Normalizer.Form.NFKC)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT)
                    .strip();
        } while (!folded.equals(before));
        return folded;
    }
}
