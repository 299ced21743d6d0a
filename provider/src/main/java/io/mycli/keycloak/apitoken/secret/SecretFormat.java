package io.mycli.keycloak.apitoken.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format of secrets on this server: {@code <tag>_}, 40 lower-case hex digits from a CSPRNG (160 bits), and 8 more.
 * These are the CRC-32 (IEEE) of the 40 as ASCII. With the default tag that is {@code ^myc_[0-9a-f]{48}$}.
 *
 * <p>The checksum is no defence against guessing. A scanner can tell a token from a random string offline. The server
 * rejects a mistyped token without a cache or a query.
 */
public final class SecretFormat {

    /** The tag if the operator sets none. */
    public static final String DEFAULT_TAG = "myc";

    private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9]{1,7}");
    private static final int RANDOM_BYTES = 20;
    private static final int RANDOM_DIGITS = 2 * RANDOM_BYTES;
    private static final int CHECKSUM_DIGITS = 8;

    private final String start;
    private final SecretDetector detector;
    private final SecretSearch search;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates the format of one tag.
     *
     * @param tag 2 to 8 lower-case letters and digits, a letter first
     * @throws IllegalArgumentException if the tag is invalid; the message names it
     */
    public SecretFormat(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("The tag of API tokens must be 2 to 8 lower-case letters and digits,"
                    + " beginning with a letter, but is '" + tag + "'");
        }
        this.start = tag + "_";
        this.detector = new SecretDetector(start);
        this.search = new SecretSearch(start);
    }

    /** Creates a secret. */
    public ApiTokenSecret generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String digits = HexFormat.of().formatHex(bytes);
        return new ApiTokenSecret(start + digits + checksum(digits), start.length());
    }

    /** Returns whether the candidate begins with the tag; false for null. The rest of it is not checked. */
    public boolean isTagged(@Nullable String candidate) {
        return candidate != null && candidate.startsWith(start);
    }

    /**
     * Returns whether the text contains a secret of this server, or a large part of one: the tag, an underscore and at
     * least 16 digits. Case, encoding, quotes, blanks and invisible characters do not hide a secret. False for null,
     * and for the token prefix alone.
     */
    public boolean isIn(@Nullable String text) {
        return text != null && detector.finds(text);
    }

    /**
     * Returns what looks like a secret in a text, each once, in lower case and in order: our tag, an underscore and at
     * least 16 letters or digits. Its value is the secret, or empty if it has not our format or a wrong checksum.
     */
    public Map<String, Optional<ApiTokenSecret>> findIn(String text) {
        return search.find(text, this);
    }

    /** Returns the number of characters of a secret. */
    int length() {
        return start.length() + RANDOM_DIGITS + CHECKSUM_DIGITS;
    }

    /** Returns the part of a candidate that may be shown: the tag and six characters. */
    public String prefixOf(String candidate) {
        return candidate.substring(0, start.length() + ApiTokenSecret.PREFIX_DIGITS);
    }

    /**
     * Returns whether the candidate must not be tried as a password. It {@linkplain #isIn contains} a secret, or begins
     * with our tag after quotes, blanks and invisible characters. False for null.
     */
    public boolean resembles(@Nullable String candidate) {
        return candidate != null && (isTagged(withoutWrapping(candidate)) || isIn(candidate));
    }

    private static String withoutWrapping(String candidate) {
        int begin = 0;
        while (begin < candidate.length() && SecretDetector.isIgnored(candidate.codePointAt(begin))) {
            begin += Character.charCount(candidate.codePointAt(begin));
        }
        return candidate.substring(begin);
    }

    /**
     * Returns the secret if the candidate has our format and the checksum is correct; empty otherwise and for null. It
     * reads no cache and no database. One line end after the secret is ignored, because a file that {@code echo} wrote
     * has one.
     */
    public Optional<ApiTokenSecret> parse(@Nullable String candidate) {
        return candidate == null ? Optional.empty() : parseExactly(withoutLineEnd(candidate));
    }

    private static String withoutLineEnd(String candidate) {
        int end = candidate.length();
        if (end > 0 && candidate.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && candidate.charAt(end - 1) == '\r') {
            end--;
        }
        return candidate.substring(0, end);
    }

    private Optional<ApiTokenSecret> parseExactly(String candidate) {
        if (!isTagged(candidate) || candidate.length() != length()) {
            return Optional.empty();
        }
        String digits = candidate.substring(start.length());
        for (int i = 0; i < digits.length(); i++) {
            if (!isLowerHex(digits.charAt(i))) {
                return Optional.empty();
            }
        }
        String random = digits.substring(0, RANDOM_DIGITS);
        return checksum(random).equals(digits.substring(RANDOM_DIGITS))
                ? Optional.of(new ApiTokenSecret(candidate, start.length()))
                : Optional.empty();
    }

    private static boolean isLowerHex(char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    private static String checksum(String digits) {
        CRC32 crc = new CRC32();
        crc.update(digits.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
