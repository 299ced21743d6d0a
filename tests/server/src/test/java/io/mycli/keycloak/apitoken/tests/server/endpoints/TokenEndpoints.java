package io.mycli.keycloak.apitoken.tests.server.endpoints;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.BiFunction;

/** Requests to Keycloak's endpoints for tokens, with a token in every place where one can go. */
final class TokenEndpoints {

    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:";

    private final Probes probes;

    TokenEndpoints(Probes probes) {
        this.probes = probes;
    }

    void add() {
        openIdConnect();
        grants();
    }

    private void openIdConnect() {
        probes.json(
                "userinfo", "GET", "/realms/{realm}/protocol/openid-connect/userinfo", null, Probes::isForbidden, true);
        probes.scheme("userinfo", "DPoP", "/realms/{realm}/protocol/openid-connect/userinfo");
        probes.add(
                "userinfo",
                "POST userinfo access_token",
                (realm, token) ->
                        Http.request().formParam("access_token", token).post(Probes.oidc(realm, "userinfo")),
                Probes::isForbidden,
                true);
        probes.add(
                "introspection",
                "introspection outside the audience",
                (realm, token) -> realm.introspect("strict-server", token),
                response -> response.asString().equals("""
                        {"active":false}"""),
                false);
        probes.add(
                "revocation",
                "revocation by the client that it was issued to",
                (realm, token) -> Probes.asClient("catalog-server")
                        .formParam("token", token)
                        .post(Probes.oidc(realm, "revoke")),
                response -> response.asString().contains("\"error\""),
                false);
        probes.add(
                "logout",
                "logout with it as a hint",
                (realm, token) -> Http.request()
                        .queryParam("id_token_hint", token)
                        .queryParam("client_id", "my-cli")
                        .get(Probes.oidc(realm, "logout")),
                response -> response.statusCode() == 400,
                false);
        probes.add(
                "logout",
                "logout with it as a refresh token",
                (realm, token) -> Probes.asClient("catalog-server")
                        .formParam("refresh_token", token)
                        .post(Probes.oidc(realm, "logout")),
                Probes::isInvalid,
                false);
        probes.add(
                "logout",
                "back-channel logout",
                (realm, token) -> Http.request()
                        .formParam("logout_token", token)
                        .post(Probes.oidc(realm, "logout/backchannel-logout")),
                response -> response.statusCode() == 400,
                false);
    }

    private void grants() {
        grant("refresh_token", "refresh_token");
        grant("authorization_code", "code");
        grant("password", "password", "username", "alice");
        grant("client_credentials", "client_secret");
        grant("client_credentials", "client_assertion", "client_assertion_type", TOKEN_TYPE + "jwt-bearer");
        grant(GRANT_TYPE + "device_code", "device_code");
        grant("urn:openid:params:grant-type:ciba", "auth_req_id");
        grant(GRANT_TYPE + "jwt-bearer", "assertion");
        grant(GRANT_TYPE + "pre-authorized_code", "pre-authorized_code");
        probes.add(
                GRANT_TYPE + "token-exchange",
                "exchange by a client outside the audience",
                (realm, token) -> realm.exchange("strict-server", token),
                response -> response.statusCode() == 400 || response.statusCode() == 403,
                false);
        for (String type : List.of("refresh_token", "id_token", "saml2", "jwt")) {
            probes.add(
                    GRANT_TYPE + "token-exchange",
                    "exchange for " + type,
                    (realm, token) ->
                            realm.exchange("catalog-server", token, "requested_token_type", TOKEN_TYPE + type),
                    response -> response.statusCode() == 400,
                    false);
        }
        uma("as bearer", (request, token) -> request.header("Authorization", "Bearer " + token), true);
        uma("as subject token", (request, token) -> umaServer(request).formParam("subject_token", token), true);
        uma("as claim token", (request, token) -> umaServer(request).formParam("claim_token", token), false);
        uma(
                "as RPT",
                (request, token) ->
                        request.header("Authorization", "Bearer " + token).formParam("rpt", token),
                false);
    }

    private static RequestSpecification umaServer(RequestSpecification request) {
        return request.auth().preemptive().basic("uma-server", TestRealm.SERVER_SECRET);
    }

    private void uma(
            String how, BiFunction<RequestSpecification, String, RequestSpecification> with, boolean isControlled) {
        probes.add(
                GRANT_TYPE + "uma-ticket",
                "UMA, " + how,
                (realm, token) -> with.apply(Http.request(), token)
                        .formParam("grant_type", GRANT_TYPE + "uma-ticket")
                        .formParam("audience", "uma-server")
                        .post(Probes.oidc(realm, "token")),
                response -> response.statusCode() >= 400 && response.statusCode() < 500,
                isControlled);
    }

    private void grant(String grant, String parameter, String... others) {
        probes.add(
                grant,
                grant + " with it as " + parameter,
                (realm, token) -> {
                    RequestSpecification request = Http.request()
                            .formParam("grant_type", grant)
                            .formParam("client_id", "my-cli")
                            .formParam(parameter, token);
                    for (int i = 0; i < others.length; i += 2) {
                        request.formParam(others[i], others[i + 1]);
                    }
                    return request.post(Probes.oidc(realm, "token"));
                },
                Probes::isInvalid,
                false);
    }
}
