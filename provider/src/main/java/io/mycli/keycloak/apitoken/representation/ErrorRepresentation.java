package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Why a request was refused, in the form of RFC 6749 section 5.2.
 *
 * @param error for programs
 * @param errorDescription for people: one sentence that says what to do
 */
@JsonPropertyOrder({"error", "error_description"})
public record ErrorRepresentation(
        String error, @JsonProperty("error_description") String errorDescription) {}
