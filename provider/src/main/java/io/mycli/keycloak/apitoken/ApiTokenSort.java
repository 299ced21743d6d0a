package io.mycli.keycloak.apitoken;

/**
 * An order of tokens. Tokens without a value come last, and equal ones are sorted by id, so that pages never overlap.
 *
 * @param by the column
 * @param descending from the latest time, or from Z to A
 */
public record ApiTokenSort(By by, boolean descending) {

    /** A column that tokens can be sorted by. */
    public enum By {
        /** The time when the token was created. */
        CREATED_AT("createdAt"),
        /** The time when the token expires. */
        EXPIRES_AT("expiresAt"),
        /** The time when a resource server last used the token. */
        LAST_USED_AT("lastUsedAt"),
        /** The name of the token, as the database sorts text. */
        NAME("name");

        private final String text;

        By(String text) {
            this.text = text;
        }

        /** Returns the text of this column in the REST API. */
        public String text() {
            return text;
        }
    }
}
