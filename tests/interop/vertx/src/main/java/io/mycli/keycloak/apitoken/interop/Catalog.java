package io.mycli.keycloak.apitoken.interop;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.providers.KeycloakAuth;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.AuthorizationHandler;
import io.vertx.ext.web.handler.OAuth2AuthHandler;
import java.util.concurrent.TimeUnit;

/** A resource server on Vert.x Web, which gets its registration by environment variables. */
public final class Catalog {

    private Catalog() {}

    /** Starts the server, and prints its port. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        KeycloakAuth.discover(
                        vertx,
                        new OAuth2Options()
                                .setSite(System.getenv("ISSUER"))
                                .setClientId(System.getenv("CLIENT_ID"))
                                .setClientSecret(System.getenv("CLIENT_SECRET")))
                .compose(keycloak -> listen(vertx, keycloak))
                .await(1, TimeUnit.MINUTES);
    }

    private static Future<Void> listen(Vertx vertx, OAuth2Auth keycloak) {
        Router router = Router.router(vertx);
        router.route().handler(OAuth2AuthHandler.create(vertx, keycloak)).handler(KeycloakRoles::requireAudience);
        router.errorHandler(
                401,
                call -> call.response()
                        .setStatusCode(401)
                        .putHeader("WWW-Authenticate", "Bearer")
                        .end());
        router.get("/catalog").handler(call -> call.json(KeycloakRoles.claims(call.user())));
        router.get("/deploy")
                .handler(AuthorizationHandler.create(RoleBasedAuthorization.create("deployer"))
                        .addAuthorizationProvider(new KeycloakRoles()))
                .handler(call -> call.json(new JsonObject()
                        .put("name", KeycloakRoles.claims(call.user()).getString("preferred_username"))));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .map(server -> {
                    print("port " + server.actualPort());
                    return null;
                });
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
