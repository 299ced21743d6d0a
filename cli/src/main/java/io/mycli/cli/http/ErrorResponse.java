package io.mycli.cli.http;

/** A refusal as our servers and OAuth's word it (RFC 6749 section 5.2): a code, and perhaps a sentence. */
public record ErrorResponse(String code, String description) {

    public String sentence() {
        return description == null ? code : code + ": " + description;
    }
}
