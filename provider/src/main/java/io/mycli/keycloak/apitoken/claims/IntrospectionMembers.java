package io.mycli.keycloak.apitoken.claims;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an introspection response as JSON, without the times. */
final class IntrospectionMembers {

    private final byte[] json;
    private final Set<String> audience;

    /**
     * Creates the members.
     *
     * @param json an object with at least one member, and without {@code exp} and {@code iat}
     * @param audience the claim {@code aud}; empty if it is absent
     */
    IntrospectionMembers(byte[] json, Set<String> audience) {
        this.json = json;
        this.audience = audience;
    }

    /** Returns the number of bytes. */
    int length() {
        return json.length;
    }

    /**
     * Returns the response; null if the resource server may not accept the token.
     *
     * @param chosen the resource servers that the owner chose
     */
    byte @Nullable [] response(ChosenAudience chosen, ResourceServer resourceServer, TimeClaims times) {
        if (!chosen.allows(resourceServer.client()) || !resourceServer.accepts(audience)) {
            return null;
        }
        byte[] head = ("{\"exp\":" + times.exp() + ",\"iat\":" + times.iat() + ",").getBytes(StandardCharsets.US_ASCII);
        byte[] response = new byte[head.length + json.length - 1];
        System.arraycopy(head, 0, response, 0, head.length);
        System.arraycopy(json, 1, response, head.length, json.length - 1);
        return response;
    }
}
