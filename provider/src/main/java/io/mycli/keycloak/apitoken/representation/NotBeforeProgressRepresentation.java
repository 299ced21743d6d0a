package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A realm's not-before for API tokens, and how far the task that writes it into the rows has come.
 *
 * @param notBefore ISO 8601 in UTC; tokens issued earlier are inactive; null if the realm has none
 * @param remaining the number of tokens issued earlier whose rows, names and mails still have to follow
 */
@JsonInclude
public record NotBeforeProgressRepresentation(@Nullable String notBefore, long remaining) {}
