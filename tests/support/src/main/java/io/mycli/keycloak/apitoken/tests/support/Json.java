package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.keycloak.util.JsonSerialization;

/** Members of JSON answers. REST-assured compiles a script for each path; this is for what every test reads. */
public final class Json {

    private Json() {}

    /** Returns a member that is a string, or null where it is missing. */
    public static String text(Response response, String member) {
        try {
            return JsonSerialization.mapper
                    .readTree(response.asByteArray())
                    .path(member)
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
