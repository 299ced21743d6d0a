package io.mycli.example.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A command of a library, as in the API.
 *
 * @param sha256 SHA-256 of the script, in hex
 * @param script null, and absent from the API, in lists
 */
record Command(
        String name,
        String description,
        String sha256,
        @JsonInclude(JsonInclude.Include.NON_NULL) String script) {

    Command withoutScript() {
        return new Command(name, description, sha256, null);
    }
}
