package io.mycli.keycloak.apitoken.secret;

/**
 * The secret of one API token, well-formed by construction: only {@link SecretFormat} makes one.
 *
 * <p>The clear text leaves this object through {@link #reveal()} alone, so that every place that shows a secret can be
 * found by name. {@link #toString()} shows the prefix.
 */
public final class ApiTokenSecret {

    private static final int PREFIX_DIGITS = 6;

    private final String value;
    private final String prefix;

    ApiTokenSecret(String value, int tagLength) {
        this.value = value;
        this.prefix = value.substring(0, tagLength + PREFIX_DIGITS);
    }

    /** The clear text. Belongs into the answers of <em>create</em> and <em>rotate</em> and nowhere else. */
    public String reveal() {
        return value;
    }

    /** The tag and the first six digits, for example {@code myc_3f12c4}: what people recognise the token by. */
    public String prefix() {
        return prefix;
    }

    /** SHA-256 of the whole secret, 64 lower-case hex digits: what the server stores and looks up. */
    public String hash() {
        return Sha256.hex(value);
    }

    @Override
    public String toString() {
        return prefix + "...";
    }
}
