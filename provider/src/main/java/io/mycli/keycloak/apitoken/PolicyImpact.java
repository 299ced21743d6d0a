package io.mycli.keycloak.apitoken;

/**
 * What a policy would do to the live tokens that exist.
 *
 * @param overlong tokens that its longest lifetime would end earlier
 * @param unending tokens that never end, where it wants every token to
 * @param profileNotAllowed tokens whose profile is not on its list: they go on working, but cannot be rotated
 * @param unused tokens that it would refuse because nobody used them for too long
 * @param ownersOverCap owners who have more than it allows: theirs go on working, but they can mint no other
 */
public record PolicyImpact(long overlong, long unending, long profileNotAllowed, long unused, long ownersOverCap) {}
