package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mycli.keycloak.apitoken.LastUse;
import java.util.List;

/**
 * One token that ended, as its owner sees it, with what the list does not have.
 *
 * @param lastUses by resource server, newest first
 */
@JsonInclude
public record EndedApiTokenDetailsRepresentation(
        @JsonUnwrapped EndedApiTokenRepresentation token, List<LastUseRepresentation> lastUses) {

    /** Returns a token with its last uses. */
    public static EndedApiTokenDetailsRepresentation of(EndedApiTokenRepresentation token, List<LastUse> lastUses) {
        return new EndedApiTokenDetailsRepresentation(token, LastUseRepresentation.of(lastUses));
    }
}
