package io.mycli.cli.token;

import com.google.gson.JsonObject;

/** A token with its secret, after its creation or rotation. Its text form has no secret. */
public record CreatedToken(ApiToken token, String secret) {

    public JsonObject toJson() {
        JsonObject json = token.toJson();
        json.addProperty("token", secret);
        return json;
    }

    @Override
    public String toString() {
        return token.shown();
    }
}
