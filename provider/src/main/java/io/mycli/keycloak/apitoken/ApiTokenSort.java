package io.mycli.keycloak.apitoken;

/**
 * In which order tokens are listed. Those without a value come last, and equal ones by id, so that pages never overlap.
 *
 * @param by the column
 * @param descending from the latest, or from Z, down
 */
public record ApiTokenSort(By by, boolean descending) {

    /** What tokens can be listed by. */
    public enum By {
        /** When it was minted for the first time. */
        CREATED_AT("createdAt"),
        /** When it ends. */
        EXPIRES_AT("expiresAt"),
        /** When a resource server last asked about it. */
        LAST_USED_AT("lastUsedAt"),
        /** Its name, as the database sorts text. */
        NAME("name");

        private final String text;

        By(String text) {
            this.text = text;
        }

        /** In the words of the REST contract. */
        public String text() {
            return text;
        }
    }
}
