package io.mycli.keycloak.apitoken.tests.server.robustness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Every parameter of every entry point. Another entry point is one more call of {@link #entryPoint}, which brings the
 * headers, and one {@link #parameter} for each thing of its own that it reads.
 */
final class FuzzEntryPoints {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** Of our form and nobody's: the first of the test vectors. */
    private static final String ZEROS = "myc_0000000000000000000000000000000000000000963fbb8e";

    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString(("catalog-server:" + TestRealm.SERVER_SECRET).getBytes(UTF_8));

    private final TestRealm realm;
    private final String jwt;
    private final TestRealm.Token kept;
    private final String derived;
    private final TestRealm.Token turned;
    private final List<TestRealm.Token> doomed;
    private final List<Parameter> parameters = new ArrayList<>();

    /** One of them: how a request looks in which it is anything and all the rest is as it should be. */
    record Parameter(String name, Function<Fuzz, RawRequest> request) {}

    /**
     * @param jwt of the owner
     * @param kept a token that is asked about, and never to be ended
     * @param turned one that is rotated now and then
     * @param doomed those that are sent where a token may be ended
     */
    FuzzEntryPoints(
            TestRealm realm, String jwt, TestRealm.Token kept, TestRealm.Token turned, List<TestRealm.Token> doomed) {
        this.turned = turned;
        this.realm = realm;
        this.jwt = jwt;
        this.kept = kept;
        this.derived = realm.exchange("catalog-server", kept.secret()).path("access_token");
        this.doomed = doomed;
        ownersRest();
        self();
        introspection();
        leaked();
        exchange();
        login();
    }

    List<Parameter> parameters() {
        return parameters;
    }

    private void ownersRest() {
        String bearer = "Bearer " + jwt;
        entryPoint("create", bearer, fuzz -> create("{" + name(fuzz) + "\"expiresIn\":\"30d\"}"));
        parameter("create name", fuzz -> create(new FuzzJson(fuzz).object("name", "ci-deploy", "")));
        parameter("create name secret", fuzz -> create(FuzzJson.object("name", fuzz.misplaced(kept.secret()))));
        parameter("create expiresIn", fuzz -> create(new FuzzJson(fuzz).object("expiresIn", "90d", name(fuzz))));
        parameter("create profile", fuzz -> create(new FuzzJson(fuzz).object("profile", "team-a", name(fuzz))));
        parameter("create scope", fuzz -> create(new FuzzJson(fuzz).object("scope", "phone address", name(fuzz))));
        parameter("create body", fuzz -> create(new FuzzJson(fuzz).whole("""
                {"name":"a","profile":"b"}""")));

        entryPoint("list", bearer, fuzz -> rest("GET", ""));
        parameter("list query", fuzz -> rest("GET", "?" + fuzz.encoded(fuzz.text()) + "=" + fuzz.encoded(fuzz.text())));
        entryPoint("get", bearer, fuzz -> rest("GET", "/" + kept.id()));
        parameter("get id", fuzz -> rest("GET", "/" + id(fuzz, kept)));
        entryPoint("revoke", bearer, fuzz -> rest("DELETE", "/" + UUID.randomUUID()));
        parameter("revoke id", fuzz -> rest("DELETE", "/" + id(fuzz, one(fuzz))));
        entryPoint("policy", bearer, fuzz -> rest("GET", "/policy"));
        entryPoint("ended", bearer, fuzz -> rest("GET", "/ended"));
        parameter("ended id", fuzz -> rest("GET", "/ended/" + id(fuzz, kept)));
        entryPoint("rotate", bearer, fuzz -> rotate(turned.id(), """
                {"overlap":"0"}"""));
        parameter("rotate overlap", fuzz -> rotate(turned.id(), new FuzzJson(fuzz).object("overlap", "1h", "")));
        parameter("rotate body", fuzz -> rotate(turned.id(), new FuzzJson(fuzz).whole("""
                {"overlap":"24h"}""")));
        parameter("rotate id", fuzz -> rotate(id(fuzz, turned), "{}"));
    }

    private void self() {
        entryPoint("self", "Bearer " + kept.secret(), fuzz -> RawRequest.of("GET", realm.apiTokens() + "/self"));
        parameter("self secret", fuzz -> self(fuzz, "GET", kept));
        parameter("revoke self secret", fuzz -> self(fuzz, "DELETE", one(fuzz)));
    }

    private RawRequest self(Fuzz fuzz, String method, TestRealm.Token token) {
        return RawRequest.of(method, realm.apiTokens() + "/self")
                .withBearer(fuzz.line(fuzz.likeSecret(token.secret())));
    }

    private void introspection() {
        String right = "token=" + kept.secret();
        entryPoint("introspect", BASIC, fuzz -> introspect(right));
        parameter("introspect token", fuzz -> introspect(BASIC, "token=" + secret(fuzz)));
        parameter("introspect derived JWT", fuzz -> introspect(BASIC, "token=" + fuzz.encoded(fuzz.like(derived))));
        parameter("introspect other token", fuzz -> introspect(BASIC, "token=" + fuzz.encoded(fuzz.like(jwt))));
        parameter("introspect tokens", fuzz -> introspect(BASIC, "token=" + secret(fuzz) + "&token=" + secret(fuzz)));
        parameter("introspect token_type_hint", fuzz -> introspect(BASIC, right + hint(fuzz)));
        parameter("introspect hints", fuzz -> introspect(BASIC, right + hint(fuzz) + hint(fuzz)));
        parameter(
                "introspect form", fuzz -> introspect(BASIC, fuzz.like("token_type_hint=access_token&token=" + ZEROS)));
        parameter(
                "introspect client_id",
                fuzz -> introspect("client_id=" + fuzz.encoded(fuzz.like("catalog-server")) + "&client_secret="
                        + fuzz.encoded(fuzz.like(TestRealm.SERVER_SECRET)) + "&" + right));
    }

    private String secret(Fuzz fuzz) {
        return fuzz.encoded(fuzz.likeSecret(kept.secret()));
    }

    private static String hint(Fuzz fuzz) {
        String hint = fuzz.oneOf("access_token", "refresh_token", "id_token", "requesting_party_token", "api-token");
        return "&token_type_hint=" + fuzz.encoded(fuzz.oneIn(2) ? hint : fuzz.like(hint));
    }

    private RawRequest introspect(String basic, String form) {
        return introspect(form).with("Authorization", basic);
    }

    private RawRequest introspect(String form) {
        return RawRequest.of("POST", realm.introspectionEndpoint()).withBody(FORM, form);
    }

    /** Of nobody's secrets, for what it ends it does not say. Ten a minute are read, the rest is refused. */
    private void leaked() {
        parameter("leaked tokens", fuzz -> leaked(new FuzzJson(fuzz).object("tokens", ZEROS, "")));
        parameter("leaked body", fuzz -> leaked(new FuzzJson(fuzz).whole("{\"tokens\":[\"" + ZEROS + "\",\"a\"]}")));
        for (String header : FuzzHeaders.names()) {
            parameter("leaked " + header, fuzz -> new FuzzHeaders(fuzz).spoil(leaked("""
                    {"tokens":[]}"""), header));
        }
    }

    private RawRequest leaked(String body) {
        return RawRequest.of("POST", realm.apiTokens() + "/leaked").withBody(JSON, body);
    }

    private void exchange() {
        String grant = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange";
        String type = "&subject_token_type=urn:ietf:params:oauth:token-type:access_token";
        String subject = "&subject_token=" + kept.secret();
        parameter("exchange subject_token", fuzz -> token(grant + type + "&subject_token=" + secret(fuzz)));
        parameter("exchange other subject_token", fuzz -> token(grant + type + "&subject_token=" + jwtLike(fuzz)));
        parameter(
                "exchange derived JWT",
                fuzz -> token(grant + type + "&subject_token=" + fuzz.encoded(fuzz.like(derived))));
        parameter("exchange subject_tokens", fuzz -> token(grant + type + subject + "&subject_token=" + secret(fuzz)));
        parameter(
                "exchange subject_token_type",
                fuzz -> token(grant + subject + "&subject_token_type=" + fuzz.encoded(fuzz.like("access_token"))));
        for (String name : List.of("audience", "scope", "requested_token_type", "resource", "actor_token")) {
            parameter(
                    "exchange " + name,
                    fuzz -> token(
                            grant + type + subject + "&" + name + "=" + fuzz.encoded(fuzz.like("catalog-server"))));
        }
    }

    /** With the authenticator in the realm's direct grant. */
    private void login() {
        String grant = "grant_type=password&scope=openid";
        String username = "&username=alice";
        String password = "&password=" + kept.secret();
        parameter("login password", fuzz -> token(grant + username + "&password=" + secret(fuzz)));
        parameter("login username", fuzz -> token(grant + password + "&username=" + fuzz.encoded(fuzz.like("alice"))));
        parameter("login username secret", fuzz -> token(grant + "&password=x&username=" + misplaced(fuzz)));
        parameter("login scope secret", fuzz -> token(grant + username + password + "&scope=" + misplaced(fuzz)));
        parameter("login passwords", fuzz -> token(grant + username + password + "&password=" + secret(fuzz)));
        parameter("login scope", fuzz -> token(grant + username + password + "&scope=" + fuzz.encoded(fuzz.text())));
    }

    private String misplaced(Fuzz fuzz) {
        return Fuzz.percent(fuzz.misplaced(kept.secret()), fuzz.oneIn(2));
    }

    private String jwtLike(Fuzz fuzz) {
        return fuzz.encoded(fuzz.like(jwt));
    }

    private RawRequest token(String form) {
        return RawRequest.of("POST", "/realms/" + realm.name() + "/protocol/openid-connect/token")
                .withBody(FORM, form)
                .with("Authorization", BASIC);
    }

    private RawRequest rotate(String id, String body) {
        return rest("POST", "/" + id + "/rotate").withBody(JSON, body);
    }

    private RawRequest create(String body) {
        return rest("POST", "").withBody(JSON, body);
    }

    private RawRequest rest(String method, String path) {
        return RawRequest.of(method, realm.apiTokens() + path).withBearer(jwt);
    }

    private static String name(Fuzz fuzz) {
        return "\"name\":\"fuzz-" + fuzz.below(Integer.MAX_VALUE) + "\",";
    }

    private TestRealm.Token one(Fuzz fuzz) {
        return doomed.get(fuzz.below(doomed.size()));
    }

    /** A secret in a URL is in the logs of everybody on the way: whoever does that gets 404, and we do not log it. */
    private static String id(Fuzz fuzz, TestRealm.Token token) {
        String id = fuzz.oneIn(6) ? fuzz.likeSecret(token.secret()) : fuzz.like(token.id());
        return fuzz.oneIn(4) ? fuzz.line(id) : fuzz.encoded(id);
    }

    /** An entry point, and the headers that everything reads. */
    private void entryPoint(String name, String authorization, Function<Fuzz, RawRequest> right) {
        parameter(
                name + " Authorization",
                fuzz -> new FuzzHeaders(fuzz).spoilAuthorization(right.apply(fuzz), authorization, kept.secret()));
        for (String header : FuzzHeaders.names()) {
            parameter(
                    name + " " + header,
                    fuzz -> new FuzzHeaders(fuzz)
                            .spoil(right.apply(fuzz).withOnly("Authorization", authorization), header));
        }
    }

    private void parameter(String name, Function<Fuzz, RawRequest> request) {
        parameters.add(new Parameter(name, request));
    }
}
