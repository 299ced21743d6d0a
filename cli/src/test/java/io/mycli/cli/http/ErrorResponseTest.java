package io.mycli.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void membersOfOneOptionHaveOneLine() {
        assertThat(message("{'error':'A','errors':[{'field':'expiresIn','code':'A','description':'b'},"
                        + "{'field':'expiresIn','code':'A','description':'b'}]}"))
                .isEqualTo("A: --expires-in: b");
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

    @Test
    void problemHasCodeAndDetail() {
        assertThat(message("{'type':'about:blank','title':'Not Found','status':404,"
                        + "'detail':'No library has this name.','code':'LIBRARY_NOT_FOUND'}"))
                .isEqualTo("LIBRARY_NOT_FOUND: No library has this name.");
    }

    @Test
    void problemWithoutCodeHasTitleAndDetail() {
        assertThat(message("{'title':'Not Found','status':404,'detail':'This path does not exist.'}"))
                .isEqualTo("Not Found: This path does not exist.");
    }

    @Test
    void problemWithoutDetailHasItsTitle() {
        assertThat(message("{'title':'Not Found','code':'A'}")).isEqualTo("A: Not Found");
        assertThat(message("{'code':'A'}")).isEqualTo("A");
    }

    @Test
    void errorOfOAuthWinsOverProblem() {
        assertThat(message("{'error':'a','error_description':'b','code':'C','detail':'d'}"))
                .isEqualTo("a: b");
    }

    @Test
    void problemMembersOfWrongTypesAreIgnored() {
        assertThat(message("{'error':1,'title':'T','detail':'d','code':7}")).isEqualTo("T: d");
        assertThat(message("{'title':['T'],'detail':{'d':1},'code':'A'}")).isEqualTo("A");
    }

    @Test
    void problemAddsNoLines() {
        assertThat(message("{'title':'T','detail':'b\\nmy: \\u001b[2J','code':'A\\r'}"))
                .isEqualTo("A\\u000d: b\\u000amy: \\u001b[2J");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'timestamp':'2027-02-23T10:11:12Z','status':404,'error':'Not Found'}",
                "{'timestamp':1803377472000,'status':404,'error':'Not Found','path':'/x'}",
                "{'title':'Not Found','status':404}",
                "{'detail':'d'}",
                "{'code':null,'title':null,'detail':null}",
                "{'code':7,'title':true,'detail':[]}",
            })
    void addressAndStatusReplaceMissingExplanation(String body) {
        assertThat(message(body)).isEqualTo("https://h/api-tokens answered with status 400.");
    }

    @Test
    void explanationOfSpringBootIsKept() {
        assertThat(message("{'timestamp':1,'status':400,'error':'a','error_description':'b'}"))
                .isEqualTo("a: b");
        assertThat(message("{'timestamp':1,'status':'400','error':'a'}")).isEqualTo("a");
    }

    private static String message(String body) {
        ServerResponse response =
                new ServerResponse(URI.create("https://h/api-tokens"), 400, Map.of(), body.replace('\'', '"'));
        return response.failure(OPTIONS).getMessage();
    }
}
