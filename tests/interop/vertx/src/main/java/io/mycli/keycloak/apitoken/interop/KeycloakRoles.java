package io.mycli.keycloak.apitoken.interop;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.AuthorizationProvider;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/** The roles of the client {@code catalog-server}, of JWTs and of answers of the introspection alike. */
final class KeycloakRoles implements AuthorizationProvider {

    @Override
    public String getId() {
        return "keycloak-roles";
    }

    @Override
    public Future<Void> getAuthorizations(User user) {
        JsonArray roles = claims(user)
                .getJsonObject("resource_access", new JsonObject())
                .getJsonObject("catalog-server", new JsonObject())
                .getJsonArray("roles", new JsonArray());
        user.authorizations()
                .put(
                        getId(),
                        roles.stream()
                                .map(role -> RoleBasedAuthorization.create((String) role))
                                .collect(Collectors.toSet()));
        return Future.succeededFuture();
    }

    /** Rejects a JWT that names no audience, which Vert.x accepts. Keycloak has checked that of an introspected token. */
    static void requireAudience(RoutingContext call) {
        JsonObject jwt = call.user().attributes().getJsonObject("accessToken");
        if (jwt == null || jwt.containsKey("aud")) {
            call.next();
        } else {
            call.fail(401);
        }
    }

    /** Those of a JWT that Vert.x has verified, or of an answer of the introspection, without the token beside them. */
    static JsonObject claims(User user) {
        JsonObject claims =
                user.attributes().getJsonObject("accessToken", user.principal()).copy();
        claims.remove("access_token");
        return claims;
    }
}
