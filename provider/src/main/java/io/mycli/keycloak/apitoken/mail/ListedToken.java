package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** A token as mails list it: its name, its token prefix, and what it may do. */
final class ListedToken {

    /** The number of roles, and of resource servers, that a mail names. It counts the others. */
    private static final int MAX_NAMED = 10;

    private ListedToken() {}

    /** Returns the token for the templates, with names that are safe to show. */
    static Map<String, Object> of(ApiTokenModel token, RealmModel realm) {
        ApiTokenRepresentation shown = ApiTokenRepresentation.of(token, realm, UtcTime.now());
        List<String> roles = orEmpty(shown.roles());
        List<String> audience = orEmpty(shown.audience());
        return Map.of(
                "name", QuotedName.of(token.name()),
                "prefix", token.prefix(),
                "hasAllRoles", token.access().hasAllRoles(),
                "roles", named(roles),
                "otherRoles", others(roles),
                "hasAudience", shown.audience() != null,
                "audience", named(audience),
                "otherAudience", others(audience));
    }

    private static List<String> orEmpty(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }

    private static List<String> named(List<String> names) {
        return names.stream().limit(MAX_NAMED).map(QuotedName::of).toList();
    }

    private static int others(List<String> names) {
        return Math.max(0, names.size() - MAX_NAMED);
    }
}
