package io.mycli.keycloak.apitoken;

import java.time.Instant;

/**
 * The last use of a token by one resource server.
 *
 * @param clientId the client id that the resource server had at that time
 * @param usedAt to the minute
 */
public record LastUse(String clientId, Instant usedAt) {}
