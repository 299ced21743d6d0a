package io.mycli.keycloak.apitoken.theme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.keycloak.util.JsonSerialization;

/** The menu of the account console, {@code content.json}. */
final class Menu {

    private static final String MODULE = "/content/api-tokens.js";

    private Menu() {}

    /**
     * Adds the page at the end of the first group, <em>Account security</em>. Up to 26.7 a page of this kind stays blank
     * (Keycloak issue 41433): the console takes its path for {@code content/undefined}. A second, invisible entry of that
     * path makes it work. Both have to be in or before the first group.
     *
     * @throws IOException if it is no menu
     */
    static byte[] withApiTokens(InputStream content) throws IOException {
        JsonNode menu = JsonSerialization.mapper.readTree(content);
        ArrayNode group = firstGroup(menu);
        group.add(page("apiTokens", "content/api-tokens").put("id", "content/:componentId"));
        group.add(page("apiTokensCompat", "content/undefined").put("isVisible", "never"));
        return JsonSerialization.writeValueAsBytes(menu);
    }

    private static ArrayNode firstGroup(JsonNode menu) {
        for (JsonNode entry : menu) {
            if (entry.get("children") instanceof ArrayNode children) {
                return children;
            }
        }
        return (ArrayNode) menu;
    }

    private static ObjectNode page(String label, String path) {
        return JsonSerialization.mapper
                .createObjectNode()
                .put("label", label)
                .put("path", path)
                .put("modulePath", MODULE);
    }
}
