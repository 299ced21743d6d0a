package io.mycli.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ErrorResponseTest {

    private static final Map<String, String> OPTIONS = Map.of("expiresIn", "--expires-in", "profile", "--profile");

    @Test
    void messageHasCodeAndDescription() {
        assertThat(message("{'error':'FORBIDDEN','error_description':'Ask.'}")).isEqualTo("FORBIDDEN: Ask.");
        assertThat(message("{'error':'slow_down'}")).isEqualTo("slow_down");
    }

    @Test
    void fieldHasTheNameOfItsOption() {
        assertThat(message("{'error':'INVALID_EXPIRY','error_description':'Wrong.','field':'expiresIn'}"))
                .isEqualTo("INVALID_EXPIRY: --expires-in: Wrong.");
    }

    @Test
    void eachErrorHasItsLine() {
        String errors = "[{'field':'expiresIn','code':'INVALID_EXPIRY','description':'a'},"
                + "{'field':'profile','code':'INVALID_PROFILE','description':'b'}]";

        assertThat(message("{'error':'INVALID_EXPIRY','error_description':'a','field':'expiresIn','errors':" + errors
                        + "}"))
                .isEqualTo("INVALID_EXPIRY: --expires-in: a\nINVALID_PROFILE: --profile: b");
    }

    @Test
    void memberWithoutOptionKeepsItsName() {
        assertThat(message("{'error':'INVALID_REQUEST','error_description':'Unknown.','field':'colour'}"))
                .isEqualTo("INVALID_REQUEST: colour: Unknown.");
    }

    @Test
    void errorsOfAnotherShapeAreIgnored() {
        assertThat(message("{'error':'A','error_description':'b.','field':1,'errors':[1,{},null,{'field':null}]}"))
                .isEqualTo("A: b.");
        assertThat(message("{'error':'A','error_description':'b.','errors':'c'}"))
                .isEqualTo("A: b.");
    }

    @Test
    void serverAddsNoLines() {
        assertThat(message("{'error':'A','error_description':'b\\nmy: c'}")).isEqualTo("A: b\\u000amy: c");
    }

    private static String message(String body) {
        ServerResponse response =
                new ServerResponse(URI.create("https://h/api-tokens"), 400, Map.of(), body.replace('\'', '"'));
        return response.failure(OPTIONS).getMessage();
    }
}
