package io.mycli.keycloak.apitoken.tests.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads claims. */
final class Claims {

    private Claims() {}

    /** Returns the roles of the usual claims as paths: {@code builder}, {@code catalog-server/deployer}. */
    static Set<String> roles(Map<String, Object> claims) {
        Set<String> paths = new TreeSet<>();
        if (claims.get("realm_access") instanceof Map<?, ?> access) {
            paths.addAll(list(access.get("roles")));
        }
        if (claims.get("resource_access") instanceof Map<?, ?> access) {
            access.forEach((client, roles) ->
                    list(((Map<?, ?>) roles).get("roles")).forEach(role -> paths.add(client + "/" + role)));
        }
        return paths;
    }

    /** Returns a claim with one or several values. */
    static Set<String> list(Object claim) {
        Set<String> values = new TreeSet<>();
        if (claim instanceof Collection<?> many) {
            many.forEach(value -> values.add(String.valueOf(value)));
        } else if (claim != null) {
            values.add(String.valueOf(claim));
        }
        return values;
    }

    static Set<String> names(List<?> choices) {
        Set<String> names = new TreeSet<>();
        choices.forEach(choice -> names.add(String.valueOf(((Map<?, ?>) choice).get("name"))));
        return names;
    }
}
