package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims of a token at a node, without the times. Lists are sets, because Keycloak gives them no order. */
public final class Claims {

    private Claims() {}

    /** Returns those that a resource server gets, which may be cached. */
    public static Map<String, Object> introspected(TestRealm realm, KeycloakServer node, TestRealm.Token token) {
        Response answer = realm.introspectAt(node, token.secret());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return withoutTimes(Json.object(answer));
    }

    /** Returns those that an administrator sees, which are computed each time. */
    public static Map<String, Object> computedAnew(TestRealm realm, KeycloakServer node, TestRealm.Token token) {
        Response answer = Admin.request()
                .baseUri(node.baseUrl())
                .contentType(ContentType.JSON)
                .body(Map.of("secret", token.secret(), "clientId", "catalog-server"))
                .post("/admin/realms" + realm.adminPath("/api-tokens/acceptance"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Boolean>path("active")).as(answer.asString()).isTrue();
        return withoutTimes(Json.objectAt(answer, "/claims"));
    }

    private static Map<String, Object> withoutTimes(Map<String, Object> claims) {
        Map<String, Object> others = new HashMap<>(claims);
        others.remove("exp");
        others.remove("iat");
        others.computeIfPresent("scope", (name, scope) -> Set.of(((String) scope).split(" ")));
        others.replaceAll((name, value) -> unordered(value));
        return others;
    }

    private static Object unordered(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Claims::unordered).collect(Collectors.toSet());
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> unordered(entry.getValue())));
        }
        return value;
    }
}
