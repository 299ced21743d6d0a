package io.mycli.keycloak.apitoken;

/**
 * The impact that a policy would have on existing live tokens.
 *
 * @param overlong tokens that expire later than the maximum lifetime allows
 * @param unending tokens that never expire, if the policy requires an expiry
 * @param profileNotAllowed tokens whose profile is not allowed: they stay valid, but cannot be rotated
 * @param unused tokens that would be inactive because they were not used for too long
 * @param signedOut tokens of local users who signed out everywhere after the token was issued, if the policy makes such
 *     tokens inactive
 * @param fullAccess tokens with full access, if the policy does not allow it: they stay valid, but cannot be rotated
 * @param ownersOverLimit owners with more tokens than the limit: their tokens stay valid, but they cannot create another
 */
public record PolicyImpact(
        long overlong,
        long unending,
        long profileNotAllowed,
        long unused,
        long signedOut,
        long fullAccess,
        long ownersOverLimit) {}
