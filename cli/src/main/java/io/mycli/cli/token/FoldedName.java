package io.mycli.cli.token;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as the server compares them: its class of the same name, and both are tested with the same names. */
final class FoldedName {

    /** Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt of 16.0.0), which the JDK does not have. */
    private static final String IGNORABLE =
            "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F"
                    + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
                    + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}";

    private static final Pattern IGNORABLES = Pattern.compile("[" + IGNORABLE + "]+");

    private FoldedName() {}

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
