package io.mycli.cli.token;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** A token with its secret, after its creation or rotation. Its text form has no secret. */
public record CreatedToken(ApiToken token, String secret) {

    /** The members of {@link #toJson()}. */
    public static final List<String> MEMBERS =
            Stream.concat(ApiToken.MEMBERS.stream(), Stream.of("token")).toList();

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
