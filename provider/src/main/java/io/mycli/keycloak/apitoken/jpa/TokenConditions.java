package io.mycli.keycloak.apitoken.jpa;

/** Conditions on a row {@code t} that several queries share. Times are milliseconds since the epoch. */
final class TokenConditions {

    static final String NOT_REVOKED = "t.revokedAt is null";

    /** The condition that a token is live, with the parameter {@code now}. */
    static final String LIVE = NOT_REVOKED + " and (t.expiresAt is null or t.expiresAt > :now)";

    /** The condition that a token is expired, with the parameter {@code now}. */
    static final String EXPIRED = NOT_REVOKED + " and t.expiresAt <= :now";

    private TokenConditions() {}

    /** Returns the condition that the current secret was issued before a time; {@code createdAt} has an index. */
    static String issuedBefore(String parameter) {
        return "t.createdAt < :%1$s and (t.rotatedAt is null or t.rotatedAt < :%1$s)".formatted(parameter);
    }

    /** Returns the condition that a token was neither issued nor used since a time. */
    static String unusedSince(String parameter) {
        return issuedBefore(parameter) + " and (t.lastUsedAt is null or t.lastUsedAt < :" + parameter + ")";
    }
}
