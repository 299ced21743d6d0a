package io.mycli.keycloak.apitoken.jpa;

/** Conditions on a row {@code t} that several queries share. Times are milliseconds since the epoch. */
final class TokenConditions {

    static final String NOT_REVOKED = "t.revokedAt is null";

    /** The condition that a token is live, with the parameter {@code now}. */
    static final String LIVE = NOT_REVOKED + " and (t.expiresAt is null or t.expiresAt > :now)";

    /** The condition that a token is expired, with the parameter {@code now}. */
    static final String EXPIRED = NOT_REVOKED + " and t.expiresAt <= :now";

    /** The owner was removed without an event. A user of a storage is not in Keycloak's table of users. */
    static final String OWNER_REMOVED =
            "t.userId not like 'f:%' and not exists (select 1 from UserEntity u where u.id = t.userId)";

    /** The owner's storage was removed. The id of a federated user is {@code f:<component>:<external id>}. */
    static final String STORAGE_REMOVED = "t.userId like 'f:%' and not exists (select 1 from ComponentEntity c"
            + " where c.id = substring(t.userId, 3, locate(':', t.userId, 3) - 3))";

    /** A join with the owner {@code u}, for the conditions below. */
    static final String JOIN_OWNER = " left join UserEntity u on u.id = t.userId";

    /** The owner does not exist. A user who is no longer in their storage is not found by this condition. */
    static final String OWNER_GONE = "(t.userId not like 'f:%' and u.id is null or " + STORAGE_REMOVED + ")";

    /** The owner is disabled, as far as Keycloak's own table of users tells. */
    static final String OWNER_DISABLED = "u.enabled = false";

    /** The owner is neither disabled nor gone. */
    static final String OWNER_ACTIVE = "(u.enabled = true or t.userId like 'f:%' and not (" + STORAGE_REMOVED + "))";

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
