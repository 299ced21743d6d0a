package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.secret.Sha256;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The name of a token: 1 to 100 Unicode code points after trimming, on one line, at least one of them visible. It is
 * unique per owner, compared in its {@link FoldedName} form.
 */
public final class TokenName {

    /** The maximum number of code points. */
    public static final int MAX_CODE_POINTS = 100;

    private final String value;

    private TokenName(String value) {
        this.value = value;
    }

    /**
     * Trims and checks a name.
     *
     * @param text may be null
     * @throws ApiTokenException {@link ErrorCode#INVALID_NAME}
     */
    public static TokenName of(@Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty()) {
            throw invalid("The name is missing. Send one, for example ci-deploy.");
        }
        if (name.codePointCount(0, name.length()) > MAX_CODE_POINTS) {
            throw invalid("The name is too long. Choose at most " + MAX_CODE_POINTS + " characters.");
        }
        if (name.codePoints().anyMatch(TokenName::isUnprintable)) {
            throw invalid("The name contains control characters. Choose another name.");
        }
        if (!FoldedName.isVisible(name)) {
            throw invalid("The name has no visible character. Choose another name.");
        }
        return new TokenName(name);
    }

    private static ApiTokenException invalid(String description) {
        return new ApiTokenException(ErrorCode.INVALID_NAME, description, "name");
    }

    /**
     * Returns whether a name must not have the character. This includes half of a surrogate pair, which no database can
     * store. It includes the characters that reverse a line on screen.
     */
    static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> isBidiControl(codePoint);
        };
    }

    /** Returns whether the character has Unicode's property Bidi_Control (UAX #9). */
    private static boolean isBidiControl(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    /** Returns the name as the owner wrote it, trimmed. */
    public String value() {
        return value;
    }

    /**
     * Returns the SHA-256 of the folded name, 64 hex digits. A hash gives the unique key of the table a fixed width,
     * independent of the database's collation.
     */
    public String key() {
        return Sha256.hex(FoldedName.of(value));
    }

    /**
     * Returns the keys that a row of this name may have: {@link #key()}, and the key from before names were folded by
     * NFKC.
     */
    public Set<String> keys() {
        String caseFolded = Normalizer.normalize(value, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return new TreeSet<>(List.of(key(), Sha256.hex(caseFolded)));
    }

    /** Returns whether a stored name looks like this one. A stored name may be invalid by the current checks. */
    public boolean looksLike(String stored) {
        return FoldedName.of(stored).equals(FoldedName.of(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
