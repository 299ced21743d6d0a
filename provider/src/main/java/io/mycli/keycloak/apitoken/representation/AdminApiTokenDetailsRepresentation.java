package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mycli.keycloak.apitoken.LastUse;
import java.util.List;

/**
 * One token as administrators see it, with what a list does not have, because it would cost a query per token.
 *
 * @param lastUses by resource server, newest first
 */
@JsonInclude
public record AdminApiTokenDetailsRepresentation(
        @JsonUnwrapped AdminApiTokenRepresentation token, List<LastUseRepresentation> lastUses) {

    /** Returns a token with its last uses. */
    public static AdminApiTokenDetailsRepresentation of(AdminApiTokenRepresentation token, List<LastUse> lastUses) {
        return new AdminApiTokenDetailsRepresentation(token, LastUseRepresentation.of(lastUses));
    }
}
