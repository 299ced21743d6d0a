package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rejection, in the form of RFC 6749 section 5.2. A member without a value is absent.
 *
 * @param error for programs
 * @param errorDescription for people: what is wrong and what to do
 * @param field the wrong member or query parameter, if one is the cause
 * @param errors every wrong member, if there are several; the first one is also in the other members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorRepresentation(
        String error,
        @JsonProperty("error_description") String errorDescription,
        @Nullable String field,
        @Nullable List<Member> errors) {

    /** Describes an error that no member caused. */
    public ErrorRepresentation(String error, String errorDescription) {
        this(error, errorDescription, null, null);
    }

    /** One of several wrong members, with its error. */
    public record Member(@Nullable String field, String code, String description) {}
}
