package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.MagicLinks;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person does in the browser for a login elsewhere (RFC 8628 section 3.3): log in, and say yes or no. */
final class DeviceConfirmation {

    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]*)\"");

    private final Map<String, String> cookies = new HashMap<>();
    private final Optional<MagicLinks> magicLinks;

    /** @param magicLinks of a realm whose login is by them, not by password */
    DeviceConfirmation(Optional<MagicLinks> magicLinks) {
        this.magicLinks = magicLinks;
    }

    /** Goes to the page whose address {@code my} has shown. */
    void answer(String page, String username, boolean yes) {
        Response consent = followed(submitLogin(page, username));
        RequestSpecification answer = form().formParam(yes ? "accept" : "cancel", "Yes");
        Matcher code = CODE.matcher(consent.asString());
        if (code.find()) {
            answer.formParam("code", code.group(1));
        }
        Response last = followed(answer.post(path(first(FORM_ACTION, consent.asString()))));
        assertThat(last.statusCode()).as(last.asString()).isLessThan(500);
    }

    /** Logs in on a page of the authorization code flow; the browser goes back to where it came from. */
    void logIn(String page, String username) {
        String back = submitLogin(page, username).header("Location");
        int end = back.indexOf('/', "http://".length());
        Http.request()
                .baseUri(back.substring(0, end))
                .get(back.substring(end))
                .then()
                .statusCode(200);
    }

    /** With the password, which is the name, or with the link that comes by mail. */
    private Response submitLogin(String page, String username) {
        Response login = followed(request().get(path(page)));
        RequestSpecification submitted = form().formParam("username", username);
        if (magicLinks.isEmpty()) {
            submitted.formParam("password", username);
        }
        Response answer = submitted.post(path(first(FORM_ACTION, login.asString())));
        if (magicLinks.isEmpty()) {
            return answer;
        }
        cookies.putAll(answer.cookies());
        return request().get(path(magicLinks.get().newest(username)));
    }

    private Response followed(Response response) {
        cookies.putAll(response.cookies());
        return response.statusCode() / 100 == 3 ? followed(request().get(path(response.header("Location")))) : response;
    }

    private RequestSpecification form() {
        return request().contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8));
    }

    private RequestSpecification request() {
        return Http.request().cookies(cookies);
    }

    private static String path(String url) {
        String plain = url.replace("&amp;", "&");
        String base = KeycloakServer.get().baseUrl();
        return plain.startsWith(base) ? plain.substring(base.length()) : plain;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
