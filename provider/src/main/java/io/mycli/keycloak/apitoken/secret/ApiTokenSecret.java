package io.mycli.keycloak.apitoken.secret;

/**
 * The secret of one API token. It is well-formed by construction: only {@link SecretFormat} creates one.
 *
 * <p>The clear text leaves this object only through {@link #reveal()}. A search for this name finds every place that
 * shows a secret. {@link #toString()} shows the prefix.
 */
public final class ApiTokenSecret {

    static final int PREFIX_DIGITS = 6;

    private final String value;
    private final String prefix;

    ApiTokenSecret(String value, int tagLength) {
        this.value = value;
        this.prefix = value.substring(0, tagLength + PREFIX_DIGITS);
    }

    /** Returns the clear text. It belongs only in the responses of <em>create</em> and <em>rotate</em>. */
    public String reveal() {
        return value;
    }

    /** Returns the token prefix, for example {@code myc_3f12c4}: the tag and the first six digits. */
    public String prefix() {
        return prefix;
    }

    /**
     * Returns the SHA-256 of the whole secret, 64 lower-case hex digits. The server stores this hash and finds the
     * token by it.
     */
    public String hash() {
        return Sha256.hex(value);
    }

    @Override
    public String toString() {
        return prefix + "...";
    }
}
