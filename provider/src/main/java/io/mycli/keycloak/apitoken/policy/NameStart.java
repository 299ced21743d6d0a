package io.mycli.keycloak.apitoken.policy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The beginning of a name, in a form that an index can search: the UTF-8 of the {@link FoldedName}, as hex digits. Every
 * collation sorts these alike, so that a range of them finds what begins alike.
 *
 * @param digits at most 254 lower-case hex digits
 */
public record NameStart(String digits) {

    private static final int MAX_BYTES = 127;

    /** A character that every collation sorts behind the hex digits. */
    private static final String BEHIND_ALL = "z";

    /** Returns the beginning of a name. */
    public static NameStart of(String name) {
        byte[] bytes = FoldedName.of(name).getBytes(StandardCharsets.UTF_8);
        return new NameStart(HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES))));
    }

    /**
     * Returns the beginning that a searched text stands for. Of a text longer than 127 bytes, only these are compared.
     *
     * @throws ApiTokenException INVALID_NAME
     */
    public static NameStart ofSearch(String text) {
        return of(TokenName.of(text).value());
    }

    /** Returns what is greater than all beginnings that begin with this one. */
    public String end() {
        return digits + BEHIND_ALL;
    }
}
