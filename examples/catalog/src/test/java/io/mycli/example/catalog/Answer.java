package io.mycli.example.catalog;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response of the catalog. */
record Answer(int status, HttpHeaders headers, String body) {

    JsonNode json() {
        return new JsonMapper().readTree(body);
    }

    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }
}
